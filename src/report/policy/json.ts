import type { Lang, Text } from '../../diagnostics/text.ts';
import type { Marks } from '../../overview/footnotes.ts';
import type { PageSection, PageTable, PolicyPage, Statement } from '../../overview/page.ts';
import type { Json, JsonObject } from '../claim-json.ts';
import { say } from '../say.ts';
import { spanJson } from './list-json.ts';

/** Changes when a field changes its meaning or goes away. */
const FORMAT_VERSION = 1;

/** A policy explained, for other programs: the same as the other formats show, in the words of one language. */
export function policyJson(page: PolicyPage, lang: Lang): JsonObject {
  const { policy, version, others, place, own, grades, counts } = page;
  const plain = (texts: readonly Text[]): string[] => texts.map((text) => say(text, lang));
  const said = (statements: readonly Statement[]): Json[] =>
    statements.map((statement) => statementJson(statement, lang));
  return {
    format_version: FORMAT_VERSION,
    id: policy.id,
    kind: policy.kind,
    title: say(policy.title, lang),
    place: say(place, lang),
    own,
    version: spanJson(version),
    other_versions: others.map(spanJson),
    checked: policy.checked,
    grades: [...grades],
    figures: { ...counts },
    who: plain(page.who),
    care: page.cares.map(({ care, payers }) => ({ care: say(care, lang), payers: plain(payers) })),
    benefits: page.sections.map((section) => sectionJson(section, lang)),
    whole_bill: said(page.whole),
    eligibility: said(page.eligibility),
    everywhere: plain(page.everywhere),
    cover: said(page.cover),
    parameters: said(page.parameters),
    parts: plain(page.terms.parts),
    diseases: plain(page.terms.diseases),
    local_names: plain(page.terms.fields),
    not_stated: page.notStated.map(({ key, name }) => ({ key, name: say(name, lang) })),
    remarks: said(page.notes),
    notes: page.footnotes.map(({ letter, basis, text }) => ({
      letter,
      ...(basis && { basis }),
      ...(text && { text: say(text, lang) }),
    })),
    sources: page.sources.map(({ number, id, source }) => ({
      number,
      id,
      title: say(source.title, lang),
      ...(source.publisher && { publisher: say(source.publisher, lang) }),
      ...(source.number && { document_number: say(source.number, lang) }),
      ...(source.date && { date: source.date }),
      ...(source.url && { url: source.url }),
      grade: source.grade,
    })),
  };
}

function sectionJson(section: PageSection, lang: Lang): JsonObject {
  const said = (statements: readonly Statement[]): Json[] =>
    statements.map((statement) => statementJson(statement, lang));
  return {
    id: section.id,
    label: say(section.label, lang),
    ...(section.payer && { payer: say(section.payer, lang) }),
    care: section.care.map((care) => say(care, lang)),
    head: said(section.head),
    ...(section.fixed && { figures_for: say(section.fixed, lang) }),
    table: tableJson(section.table, lang),
    changes: section.changes.map((change) => ({
      ...statementJson(change, lang),
      in_table: change.inTable,
    })),
    refusals: said(section.refusals),
  };
}

function tableJson({ columnField, columns, blocks }: PageTable, lang: Lang): JsonObject {
  return {
    ...(columnField && { columns_by: say(columnField, lang) }),
    columns: columns.map((column) => say(column, lang)),
    blocks: blocks.map(({ quantity, title, groups }) => ({
      quantity,
      title: statementJson(title, lang),
      groups: groups.map(({ label, rows }) => ({
        ...(label && { for: say(label, lang) }),
        rows: rows.map((row) => ({
          ...(row.label && { label: statementJson(row.label, lang) }),
          cells: row.cells.map((cell) => (cell ? statementJson(cell, lang) : null)),
        })),
      })),
    })),
  };
}

function statementJson(
  { text, marks, code }: { readonly text: Text; readonly marks: Marks; readonly code?: string },
  lang: Lang,
): JsonObject {
  return {
    ...(code !== undefined && { code }),
    text: say(text, lang),
    ...(marks.sources.length > 0 && { sources: [...marks.sources] }),
    ...(marks.notes.length > 0 && { notes: [...marks.notes] }),
  };
}
