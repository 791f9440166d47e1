import { payerLabel } from '../codes/payers.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import { same } from '../diagnostics/text.ts';
import type { MapTree, Tree } from '../source/tree.ts';
import type { Fact, YearToDate } from './claim.ts';
import type { Draft } from './draft.ts';
import type { Field } from './field.ts';
import { fieldOf } from './fields.ts';
import { contradiction, finerOf, implyFacts, implyTransfer, nationalCode, takeFiner } from './finer.ts';
import { type Item, readItems } from './items.ts';
import { type Entry, flatten } from './names.ts';
import { contradictions } from './together.ts';
import { givenTwice, type MoneyReader, type Named, type Report, readFact, readMoney } from './values.ts';
import { YearReader } from './year-to-date.ts';

/**
 * Reads a claim from a tree (YAML, JSON, flags, CSV row, answers). Problems are reported, all of them.
 * @param over fields that replace those of the tree, under whichever of their names they stand there
 */
export function readDraft(tree: Tree, report: Report, parseMoney?: MoneyReader, over?: MapTree): Draft {
  if (tree.kind !== 'map') {
    report({
      code: 'NOT_A_CLAIM',
      message: { zh: '报销单应是“项: 值”的形式', en: 'a claim is made of `field: value` pairs' },
      place: tree.place,
    });
    return emptyDraft();
  }
  const entries = entriesOf(tree, over, report);
  const signed = entries.some((entry) => entry.name === 'reverses');
  const reader = new DraftReader(report, parseMoney, signed);
  for (const entry of withoutRepeats(entries, report)) reader.read(entry);
  return reader.result();
}

/** What is written, with what replaces it in its place; an empty field is none. */
function entriesOf(tree: MapTree, over: MapTree | undefined, report: Report): Entry[] {
  const replacing = over ? flatten(over, report) : [];
  const replaced = new Set(replacing.map((entry) => entry.name));
  return [...flatten(tree, report).filter((entry) => !replaced.has(entry.name)), ...replacing].filter(
    ({ value }) => !(value.kind === 'scalar' && value.text.trim() === ''),
  );
}

/** Takes the fields of a claim in, one by one, and then says what follows from them. */
class DraftReader {
  readonly #report: Report;
  readonly #parse: MoneyReader | undefined;
  readonly #signed: boolean;
  readonly #draft = emptyDraft();
  readonly #codes = new Map<string, string>();
  readonly #finer: [Field, string][] = [];
  readonly #year: YearReader;
  #items: Item[] = [];

  /** @param signed whether amounts may be negative: the claim takes a settlement back */
  constructor(report: Report, parse: MoneyReader | undefined, signed: boolean) {
    this.#report = report;
    this.#parse = parse;
    this.#signed = signed;
    this.#year = new YearReader(report, parse);
  }

  read({ name, value, place }: Entry): void {
    const draft = this.#draft;
    draft.places.set(name, value.place);
    const at = value.place.line > 0 ? value.place : place;
    if (name.startsWith('paid.')) {
      const id = name.slice('paid.'.length);
      this.#money(draft.paid, id, { key: name, label: payerLabel(id) }, value, at);
    } else if (name.startsWith('year_to_date.')) {
      this.#year.read(name.slice('year_to_date.'.length), value, at);
    } else if (name.startsWith('expenses.parts.')) {
      const tag = name.slice('expenses.parts.'.length);
      this.#money(draft.parts, tag, { key: name, label: same(tag) }, value, at);
    } else if (name === 'expenses.items') {
      this.#items = readItems(value, this.#report, this.#parse);
    } else this.#field(name, value, at);
  }

  #field(name: string, value: Tree, at: Place): void {
    const field = fieldOf(name);
    if (field.kind !== 'money') this.#fact(name, field, value, at);
    else if (name === 'expenses.essential_medicine')
      this.#money(this.#draft.parts, 'essential_medicine', field, value, at);
    else this.#money(this.#draft.money, name, field, value, at);
  }

  #money(into: Map<string, number>, key: string, field: Named, value: Tree, at: Place): void {
    const fen = readMoney(field, value, at, this.#report, this.#parse, this.#signed);
    if (fen !== undefined) into.set(key, fen);
  }

  #fact(name: string, field: Field, value: Tree, at: Place): void {
    const code = nationalCode(field, value);
    if (code !== undefined) this.#codes.set(name, code);
    const finer = finerOf(field, value);
    if (finer !== undefined) {
      this.#finer.push([field, finer]);
      return;
    }
    const fact = readFact(field, value, at, this.#report);
    if (fact !== undefined) this.#draft.facts.set(name, fact);
  }

  result(): Draft {
    const draft = this.#draft;
    for (const [field, detail] of this.#finer) takeFiner(field, detail, draft, this.#report);
    implyFacts(draft.facts);
    const coded = { ...draft, ...(this.#codes.size > 0 && { codes: this.#codes }) };
    const implied = implyTransfer(coded);
    for (const pair of contradictions(draft.facts)) this.#report(contradiction(pair, draft));
    const yearToDate = this.#year.result();
    return { ...coded, ...(implied.size > 0 && { implied }), items: this.#items, yearToDate };
  }
}

function emptyDraft() {
  return {
    facts: new Map<string, Fact>(),
    money: new Map<string, number>(),
    parts: new Map<string, number>(),
    paid: new Map<string, number>(),
    items: [] as readonly Item[],
    yearToDate: { payers: new Map(), lines: new Map() } as YearToDate,
    places: new Map<string, Place>(),
  };
}

/** The same field under two of its names is a contradiction, not a choice. */
function withoutRepeats(entries: readonly Entry[], report: Report): Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    if (!seen.has(entry.name)) {
      seen.add(entry.name);
      return true;
    }
    report(givenTwice(entry.name, entry.place));
    return false;
  });
}
