import { payerLabel } from '../codes/payers.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { MapTree, Tree } from '../source/tree.ts';
import type { Fact, YearToDate } from './claim.ts';
import { type Field, fieldOf } from './fields.ts';
import { contradiction, finerOf, implyFacts, implyTransfer, nationalCode, takeFiner } from './finer.ts';
import { type Item, readItems } from './items.ts';
import { type Entry, flatten } from './names.ts';
import { contradictions } from './together.ts';
import { givenTwice, type MoneyReader, type Report, readFact, readMoney } from './values.ts';
import { YearReader } from './year-to-date.ts';

/** A claim as far as it has been given: what a file, the flags or the answers so far say, each value checked. */
export interface Draft {
  readonly facts: Map<string, Fact>;
  /** National codes as they were given, by field. */
  readonly codes?: ReadonlyMap<string, string>;
  /** Facts that were not given and are taken from the kind of a transfer, which must be said where they matter. */
  readonly implied?: ReadonlySet<string>;
  /** Money fields by key, in fen: `expenses.total`, `accounts.personal` … */
  readonly money: Map<string, number>;
  readonly parts: Map<string, number>;
  readonly paid: Map<string, number>;
  readonly items: readonly Item[];
  readonly yearToDate: YearToDate;
  readonly places: Map<string, Place>;
}

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
  const replacing = over ? flatten(over, report) : [];
  const replaced = new Set(replacing.map((entry) => entry.name));
  const entries = [
    ...flatten(tree, report).filter((entry) => !replaced.has(entry.name)),
    ...replacing,
  ].filter(({ value }) => !(value.kind === 'scalar' && value.text.trim() === ''));
  const draft = emptyDraft();
  const signed = entries.some((entry) => entry.name === 'reverses');
  let items: Item[] = [];
  const finerFacts: [Field, string][] = [];
  const codes = new Map<string, string>();
  const year = new YearReader(report, parseMoney);
  for (const { name, value, place } of withoutRepeats(entries, report)) {
    draft.places.set(name, value.place);
    const at = value.place.line > 0 ? value.place : place;
    if (name.startsWith('paid.')) {
      const fen = readMoney(
        { key: name, label: payerLabel(name.slice(5)) },
        value,
        at,
        report,
        parseMoney,
        signed,
      );
      if (fen !== undefined) draft.paid.set(name.slice(5), fen);
    } else if (name.startsWith('year_to_date.')) {
      year.read(name.slice('year_to_date.'.length), value, at);
    } else if (name.startsWith('expenses.parts.')) {
      const tag = name.slice('expenses.parts.'.length);
      const fen = readMoney(
        { key: name, label: { zh: tag, en: tag } },
        value,
        at,
        report,
        parseMoney,
        signed,
      );
      if (fen !== undefined) draft.parts.set(tag, fen);
    } else if (name === 'expenses.items') {
      items = readItems(value, report, parseMoney);
    } else {
      const field = fieldOf(name);
      if (field.kind === 'money') {
        const fen = readMoney(field, value, at, report, parseMoney, signed);
        if (fen === undefined) continue;
        if (name === 'expenses.essential_medicine') draft.parts.set('essential_medicine', fen);
        else draft.money.set(name, fen);
      } else {
        const code = nationalCode(field, value);
        if (code !== undefined) codes.set(name, code);
        const finer = finerOf(field, value);
        if (finer !== undefined) finerFacts.push([field, finer]);
        else {
          const fact = readFact(field, value, at, report);
          if (fact !== undefined) draft.facts.set(name, fact);
        }
      }
    }
  }
  for (const [field, detail] of finerFacts) takeFiner(field, detail, draft, report);
  implyFacts(draft.facts);
  const coded = { ...draft, ...(codes.size > 0 && { codes }) };
  const implied = implyTransfer(coded);
  for (const pair of contradictions(draft.facts)) report(contradiction(pair, draft));
  return { ...coded, ...(implied.size > 0 && { implied }), items, yearToDate: year.result() };
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
