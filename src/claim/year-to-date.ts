import { payerLabel } from '../codes/payers.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import type { MapTree, Tree } from '../source/tree.ts';
import type { LineTotals, YearToDate } from './claim.ts';
import { YEAR_TOTALS } from './fields.ts';
import { givenTwice, type MoneyReader, type Report, readInteger, readMoney } from './values.ts';

/** What may be said of one line of a policy. */
const LINE_PARTS = ['base', 'deductible', 'paid', 'paid_month', 'paid_disease', 'stay_deductible'];

/** Collects the accumulators of the year in their coarse and fine forms. */
export class YearReader {
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

  /** @param name what stands behind `year_to_date.`: a total, a payer, or `caps` or a line with or without a part of it */
  read(name: string, value: Tree, place: Place): void {
    const total = Object.hasOwn(YEAR_TOTALS, name) ? YEAR_TOTALS[name] : undefined;
    const dot = name.indexOf('.');
    if (total?.kind === 'integer') this.#count(name, total.label, value, place);
    else if (name === 'caps' && value.kind === 'map') {
      for (const { key, keyPlace, value: inner } of value.entries) this.#cap(key, inner, keyPlace);
    } else if (name.startsWith('caps.')) this.#cap(name.slice('caps.'.length), value, place);
    else if (value.kind === 'map') this.#partsOf(name, value);
    else if (dot > 0) this.#line(name.slice(0, dot), name.slice(dot + 1), value, place);
    else {
      const field = { key: `year_to_date.${name}`, label: total?.label ?? payerLabel(name) };
      const fen = readMoney(field, value, place, this.#report, this.#parse);
      if (fen !== undefined) (total ? this.#totals : this.#payers).set(name, fen);
    }
  }

  #count(name: string, label: Text, value: Tree, place: Place): void {
    const text = value.kind === 'scalar' ? value.text : '';
    const number = readInteger({ key: `year_to_date.${name}`, label }, text, place, this.#report, 1000);
    if (number !== undefined) this.#totals.set(name, number);
  }

  #partsOf(id: string, { entries }: MapTree): void {
    for (const { key: part, keyPlace, value } of entries) {
      if (LINE_PARTS.includes(part)) this.#line(id, part, value, keyPlace);
      else {
        const key = `year_to_date.${id}`;
        this.#report({
          code: 'UNKNOWN_FIELD',
          message: { zh: `${key} 下没有“${part}”`, en: `there is no “${part}” under ${key}` },
          hint: { zh: `可用：${LINE_PARTS.join('、')}`, en: `one of: ${LINE_PARTS.join(', ')}` },
          field: `${key}.${part}`,
          place: keyPlace,
        });
      }
    }
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
