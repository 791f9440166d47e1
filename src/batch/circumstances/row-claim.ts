import type { Claim } from '../../claim/claim.ts';
import type { Draft } from '../../claim/draft.ts';
import { readDraft } from '../../claim/read.ts';
import type { Diagnostic, Problems } from '../../diagnostics/diagnostic.ts';
import { stopped, untaggedCost } from '../../engine/claim-checks.ts';
import { claimOf, type EstimateOptions, prepareFound } from '../../engine/estimate.ts';
import { missing, type Prepared } from '../../engine/prepare.ts';
import { OUTCOME, type Outcome } from '../../engine/settle.ts';
import type { MapTree, Tree } from '../../source/tree.ts';
import { treeOf } from '../../source/tree.ts';
import { ROW_PROBLEM } from '../csv/scan.ts';
import type { Layout } from '../header/layout.ts';
import { problemsOf } from '../rejects.ts';
import { asIsoDate } from '../rows/dates.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { claimTree } from './claim-tree.ts';
import type { Decided } from './decided.ts';
import type { Situation } from './situation.ts';

/**
 * A row read as the counter reads a claim. Slow, and used for two things: to say what is wrong with a row, and for rows
 * that state items or the year so far.
 */
export class RowClaims {
  readonly #layout: Layout;
  readonly #reader: RowReader;
  readonly #options: EstimateOptions;

  constructor(layout: Layout, reader: RowReader, options: EstimateOptions) {
    this.#layout = layout;
    this.#reader = reader;
    this.#options = options;
  }

  /** The claim of a row as far as it can be read. */
  draft(bytes: Buffer, row: number, report: (problem: Omit<Diagnostic, 'severity'>) => void): Draft {
    const { map, constants } = this.#layout;
    const texts = new Map<string, string>(constants);
    for (const [name, text] of this.#reader.textsOf(bytes, row)) {
      const meant = map.values.get(name)?.get(text.trim()) ?? text;
      texts.set(name, name === 'date' ? (asIsoDate(text, map.dateFormat) ?? text) : meant);
    }
    return readDraft(withItems(claimTree(texts), report), report);
  }

  /**
   * The claim of a row with its circumstances decided.
   * @param admission which one of the year it is, unless the row says so
   */
  prepare(
    bytes: Buffer,
    row: number,
    situation: Situation,
    admission: number,
    problems: Problems,
  ): Prepared | undefined {
    const report = (problem: Omit<Diagnostic, 'severity'>): void => problems.error(problem);
    const draft = this.draft(bytes, row, report);
    if (!draft.facts.has('date') && !problems.failed) problems.error(noDate());
    if (problems.failed || !situation.found) return undefined;
    const admissions = draft.yearToDate.admissions ?? admission - 1;
    const prepared = prepareFound(
      { ...draft, yearToDate: { ...draft.yearToDate, admissions } },
      situation.found,
      this.#options,
      true,
      report,
    );
    for (const need of prepared.needs) report(missing(need, prepared));
    return problems.failed ? undefined : prepared;
  }

  /** What is wrong with a row that cannot be settled. */
  diagnose(
    bytes: Buffer,
    row: number,
    situation: Situation | undefined,
    admission: number,
    settled?: { readonly decided: Decided; readonly outcome: Outcome },
  ): readonly Diagnostic[] {
    const shape = this.#shape(bytes, row);
    if (shape) return [{ severity: 'error', ...shape }];
    const found = problemsOf((problems) => {
      if (!situation) throw new Error('a row without circumstances has a shape');
      const prepared = this.prepare(bytes, row, situation, admission, problems);
      if (situation.rejection && !problems.failed) problems.list.push(...situation.rejection);
      if (!prepared || problems.failed) return;
      const claim = claimOf(prepared, problems);
      if (settled) whatStopped(settled.decided, settled.outcome, claim, problems);
    });
    if (found) return found;
    throw new Error(`a row was refused for no reason: ${this.#reader.rows.line[row]}`);
  }

  /** Rows that are no rows of this table. */
  #shape(bytes: Buffer, row: number): Omit<Diagnostic, 'severity'> | undefined {
    const { scanner, rows } = this.#reader;
    scanner.scan(bytes, rows.start[row] as number, rows.end[row] as number);
    const { length } = this.#layout.headers;
    if (scanner.problem === ROW_PROBLEM.unclosedQuote) {
      return {
        code: 'UNCLOSED_QUOTE',
        message: { zh: '引号没有闭合', en: 'a quote is not closed' },
      };
    }
    if (scanner.problem === ROW_PROBLEM.textAfterQuote) {
      return {
        code: 'TEXT_AFTER_QUOTE',
        message: { zh: '引号后面还有文字', en: 'there is text behind a closing quote' },
      };
    }
    if (scanner.columns === length) return undefined;
    return {
      code: 'RAGGED_ROW',
      message: {
        zh: `有 ${scanner.columns} 个值，应有 ${length} 个`,
        en: `there ${scanner.columns === 1 ? 'is 1 value' : `are ${scanner.columns} values`} for ${length} columns`,
      },
      value: String(scanner.columns),
    };
  }
}

function whatStopped(decided: Decided, outcome: Outcome, claim: Claim, problems: Problems): void {
  if (outcome.code !== OUTCOME.ok) problems.error(stopped(decided.plan, outcome, claim));
  else untaggedCost(decided.plan, decided.amounts, decided.out, problems);
}

function noDate(): Omit<Diagnostic, 'severity'> {
  return {
    code: 'MISSING_FIELD',
    message: { zh: '缺少结算时间', en: 'the settlement date is missing' },
    field: 'date',
  };
}

/** Items stand in a cell as JSON: a list of {name, amount, class …}. */
function withItems(tree: MapTree, report: (problem: Omit<Diagnostic, 'severity'>) => void): MapTree {
  const entries = tree.entries.map((entry) => {
    if (entry.key !== 'expenses.items' || entry.value.kind !== 'scalar') return entry;
    return { ...entry, value: itemsOf(entry.value.text, report) ?? entry.value };
  });
  return { ...tree, entries };
}

function itemsOf(text: string, report: (problem: Omit<Diagnostic, 'severity'>) => void): Tree | undefined {
  try {
    return treeOf(JSON.parse(text), '');
  } catch {
    report({
      code: 'BAD_ITEMS',
      message: {
        zh: '费用明细要写成 JSON 列表',
        en: 'line items are written as a JSON list',
      },
      hint: {
        zh: '[{"name":"药","amount":"12.50"}]',
        en: '[{"name":"drug","amount":"12.50"}]',
      },
      field: 'expenses.items',
    });
    return undefined;
  }
}
