import { PAYERS } from '../codes/payers.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import type { MapTree, Tree } from '../source/tree.ts';
import type { Fact, LineTotals, YearToDate } from './claim.ts';
import type { Draft } from './draft.ts';
import type { Field } from './field.ts';
import { fieldOf, YEAR_TOTALS } from './fields.ts';
import { contradiction, finerOf, implyFacts, implyTransfer, nationalCode, takeFiner } from './finer.ts';
import { type Item, readItems } from './items.ts';
import { type Entry, flatten } from './names.ts';
import { contradictions } from './together.ts';
import { type MoneyReader, type Report, readFact, readInteger, readMoney } from './values.ts';

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

function givenTwice(name: string, place: Place): Parameters<Report>[0] {
  return {
    code: 'FIELD_TWICE',
    message: { zh: `“${name}”给了两次`, en: `“${name}” is given twice` },
    hint: { zh: '同一项的几种写法只留一种', en: 'keep one of the names for it' },
    field: name,
    place,
  };
}

function payerLabel(id: string): Text {
  return PAYERS.find((payer) => payer.id === id)?.label ?? { zh: id, en: id };
}

/** Collects the accumulators of the year in their coarse and fine forms. */
class YearReader {
  readonly #report: Report;
  readonly #parse: MoneyReader | undefined;
  readonly #totals = new Map<string, number>();
  readonly #payers = new Map<string, number>();
  readonly #lines = new Map<string, Record<string, number>>();
  readonly #caps = new Map<string, number>();

  constructor(report: Report, parse: MoneyReader | undefined) {
    this.#report = report;
    this.#parse = parse;
  }

  read(name: string, value: Tree, place: Place): void {
    const key = `year_to_date.${name}`;
    const total = Object.hasOwn(YEAR_TOTALS, name) ? YEAR_TOTALS[name] : undefined;
    if (total?.kind === 'integer') {
      const text = value.kind === 'scalar' ? value.text : '';
      const number = readInteger({ key, label: total.label }, text, place, this.#report, 1000);
      if (number !== undefined) this.#totals.set(name, number);
      return;
    }
    if (name === 'caps' && value.kind === 'map') {
      for (const { key: id, keyPlace, value: inner } of value.entries) this.#cap(id, inner, keyPlace);
      return;
    }
    if (name.startsWith('caps.')) {
      this.#cap(name.slice('caps.'.length), value, place);
      return;
    }
    if (value.kind === 'map') {
      for (const { key: part, keyPlace, value: inner } of value.entries) {
        if (/^(base|deductible|paid|paid_month|paid_disease|stay_deductible)$/.test(part))
          this.#line(name, part, inner, keyPlace);
        else {
          this.#report({
            code: 'UNKNOWN_FIELD',
            message: { zh: `${key} 下没有“${part}”`, en: `there is no “${part}” under ${key}` },
            hint: {
              zh: '可用：base、deductible、paid、paid_month、paid_disease、stay_deductible',
              en: 'one of: base, deductible, paid, paid_month, paid_disease, stay_deductible',
            },
            field: `${key}.${part}`,
            place: keyPlace,
          });
        }
      }
      return;
    }
    const dot = name.indexOf('.');
    if (dot > 0) {
      this.#line(name.slice(0, dot), name.slice(dot + 1), value, place);
      return;
    }
    const fen = readMoney(
      { key, label: total?.label ?? payerLabel(name) },
      value,
      place,
      this.#report,
      this.#parse,
    );
    if (fen !== undefined) (total ? this.#totals : this.#payers).set(name, fen);
  }

  #cap(id: string, value: Tree, place: Place): void {
    const key = `year_to_date.caps.${id}`;
    if (this.#caps.has(id)) {
      this.#report(givenTwice(key, place));
      return;
    }
    const fen = readMoney({ key, label: { zh: key, en: key } }, value, place, this.#report, this.#parse);
    if (fen !== undefined) this.#caps.set(id, fen);
  }

  #line(id: string, part: string, value: Tree, place: Place): void {
    const key = `year_to_date.${id}.${part}`;
    if (this.#lines.get(id)?.[part] !== undefined) {
      this.#report(givenTwice(key, place));
      return;
    }
    const fen = readMoney({ key, label: { zh: key, en: key } }, value, place, this.#report, this.#parse);
    if (fen !== undefined) this.#lines.set(id, { ...this.#lines.get(id), [part]: fen });
  }

  result(): YearToDate {
    const total = (name: string, as: string) => {
      const value = this.#totals.get(name);
      return value === undefined ? {} : { [as]: value };
    };
    const lines = new Map<string, LineTotals>();
    for (const [id, parts] of this.#lines) {
      const {
        paid_month: paidMonth,
        paid_disease: paidDisease,
        stay_deductible: stayDeductible,
        ...rest
      } = parts;
      lines.set(id, {
        ...rest,
        ...(paidMonth !== undefined && { paidMonth }),
        ...(paidDisease !== undefined && { paidDisease }),
        ...(stayDeductible !== undefined && { stayDeductible }),
      });
    }
    return {
      ...total('admissions', 'admissions'),
      ...total('deductible', 'deductible'),
      ...total('in_policy', 'inPolicy'),
      ...total('self_pay', 'selfPay'),
      ...total('self_funded', 'selfFunded'),
      ...total('stay_deductible', 'stayDeductible'),
      payers: this.#payers,
      lines,
      ...(this.#caps.size > 0 && { caps: this.#caps }),
    };
  }
}
