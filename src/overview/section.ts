import { findPayer } from '../codes/payers.ts';
import type { Text } from '../diagnostics/text.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import { lineName } from '../policy/names.ts';
import type { SharedCap } from '../rules/cap.ts';
import type { Line } from '../rules/line.ts';
import { SHARED_CAP } from '../rules/sentences/cap.ts';
import { changesSaid, LINE_HEAD, refusalSaid } from '../rules/sentences/line.ts';
import { type Names, type Said, sentencesOf } from '../rules/sentences/saying.ts';
import { type Block, fixedText, lineTable, type RuleTable, type Subject, sharedCapTable } from './blocks.ts';
import type { Footnotes, Marks } from './footnotes.ts';
import type { ChangeStatement, PageBlock, PageSection, PageTable } from './page.ts';

/** What one line or shared cap pays, explained: sentences and the table of its figures, with the footnotes of the page. */
export class Sections {
  readonly #subject: Subject;
  readonly #names: Names;
  readonly #footnotes: Footnotes;

  constructor(subject: Subject, names: Names, footnotes: Footnotes) {
    this.#subject = subject;
    this.#names = names;
    this.#footnotes = footnotes;
  }

  line(line: Line): PageSection {
    const { version } = this.#subject.part;
    const outer = inherit(version.origin, line.origin);
    const table = lineTable(this.#subject, line);
    const around = [line.origin, version.origin];
    const payer = findPayer(line.payer)?.label;
    const label = lineName(line);
    const head = sentencesOf(line, LINE_HEAD, this.#names).map((said) =>
      this.#footnotes.said(said, withoutBasis(outer)),
    );
    const notes = line.origin.note ? [this.#footnotes.said({ text: line.origin.note, origins: [] })] : [];
    const fixed = fixedText(table.fixed, this.#names.wording);
    return {
      id: line.id,
      label,
      ...(payer && payer.zh !== label.zh && { payer }),
      care: line.care.map((id) => this.#names.wording('care', id)),
      head: [...head, ...notes],
      table: this.#table(table, around),
      ...(fixed && { fixed }),
      changes: changesSaid(line, this.#names).map((said) => this.#change(said, outer, table)),
      refusals: line.refuse.map((refusal) => ({
        ...this.#footnotes.said(refusalSaid(refusal, this.#names), outer),
        code: refusal.code,
      })),
    };
  }

  #change(said: Said, outer: Origin, { used }: RuleTable): ChangeStatement {
    return { ...this.#footnotes.said(said, outer), inTable: said.rule !== undefined && used.has(said.rule) };
  }

  sharedCap(cap: SharedCap): PageSection {
    const outer = inherit(this.#subject.part.version.origin, cap.origin);
    const notes = cap.origin.note ? [{ text: cap.origin.note, origins: [] }] : [];
    return {
      id: cap.id,
      label: { zh: '共用的封顶', en: 'Shared cap' },
      care: [],
      head: [...sentencesOf(cap, SHARED_CAP, this.#names), ...notes].map((said) =>
        this.#footnotes.said(said, outer),
      ),
      table: this.#table(sharedCapTable(this.#subject, cap), [cap.origin, this.#subject.part.version.origin]),
      changes: [],
      refusals: [],
    };
  }

  #table({ grid, blocks }: RuleTable, around: readonly Origin[]): PageTable {
    return {
      ...(grid.field !== undefined && { columnField: this.#names.wording(grid.field) }),
      columns: grid.columns.map(({ label }) => label),
      blocks: blocks.map((block) => this.#block(block, around)),
    };
  }

  #block({ quantity, title, rule, rows, parts }: Block, around: readonly Origin[]): PageBlock {
    const names = parts ?? [undefined];
    const marks = (origins: readonly Origin[], formula?: Text): Marks =>
      this.#footnotes.marksOf(
        origins.map((origin) => explained(origin, [rule, ...around])),
        formula,
      );
    return {
      quantity,
      title: this.#footnotes.said({ text: title, origins: rule.note ? [rule] : [] }),
      groups: rows.map(({ group, cells }) => ({
        ...(group && { label: group }),
        rows: names.map((part, at) => ({
          ...(part && { label: { text: part.name, marks: marks(part.origins) } }),
          cells: cells.map((cell) => {
            const shown = cell?.[at];
            return shown && { text: shown.text, marks: marks(shown.origins, shown.formula) };
          }),
        })),
      })),
    };
  }
}

/** A sentence on a rule is not a figure: it has a basis only where the rule itself says so. */
function withoutBasis({ source }: Origin): Origin {
  return source === undefined ? {} : { source };
}

/** A basis that was taken from what stands around it brings the reason from there. */
function explained(origin: Origin, around: readonly Origin[]): Origin {
  if (origin.note || origin.basis === undefined || origin.basis === 'stated') return origin;
  const note = around.find((outer) => outer.basis === origin.basis)?.note;
  return note ? { ...origin, note } : origin;
}
