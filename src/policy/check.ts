import { FIELDS } from '../claim/fields.ts';
import type { Place, Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { addDays } from '../grammar/days.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import { costsOf } from '../rules/base.ts';
import { type Condition, fieldsOf, wordsFor } from '../rules/condition.ts';
import { type Figure, leaves } from '../rules/figure.ts';
import type { Line } from '../rules/line.ts';
import type { EligibilityRule } from '../rules/refusal.ts';
import { entryOf, scalarsUnder, type Tree } from '../source/tree.ts';
import { figuresOfVersion } from './figures.ts';
import { describeGap, gapsOf } from './gaps.ts';
import type { Policy, Version } from './policy.ts';
import { partCost } from './wording.ts';

/**
 * Checks a policy as a whole, after its grammar: names that refer to something, sources that exist and are used, figures
 * that have one, versions that do not overlap. Adds to the problems; says nothing else.
 * @param tree what the policy was read from, perhaps only in part
 */
export function checkPolicy(policy: Policy, tree: Tree, problems: Problems): void {
  // Parts of the file that could not be read may have used a source, too.
  const usedSources = new Set(scalarsUnder(tree, 'source').map(({ text }) => text));
  const place = (origin: { line?: number; column?: number }): Place => ({
    file: policy.file,
    line: origin.line ?? 1,
    column: origin.column ?? 1,
  });
  const error = (
    code: string,
    zh: string,
    en: string,
    origin: Origin,
    hint?: { zh: string; en: string },
  ): void => {
    problems.error({ code, message: { zh, en }, place: place(origin), ...(hint && { hint }) });
  };

  checkSourceNames(policy, tree, problems);
  checkDates(policy, error);
  checkWording(policy, error);
  for (const version of policy.versions) {
    checkNames(policy, tree, version, new Set(scalarsUnder(tree, 'line').map(({ text }) => text)), error);
    for (const keyed of figuresOfVersion(version))
      checkFigure(policy, keyed.figure, keyed.key, keyed.outer, usedSources, error);
    const rules = [
      ...version.eligibility,
      ...version.lines.flatMap((line) => line.refuse),
      ...version.coverStart,
      ...version.lifetime,
    ];
    for (const rule of rules) useSource('rule', inherit(version.origin, rule.origin), usedSources, error);
    checkMonths(version, error);
    if (version.origin.source) usedSources.add(version.origin.source);
  }
  for (const parameter of Object.values(policy.parameters)) {
    for (const { amount } of parameter.values)
      checkFigure(policy, amount, 'parameter', {}, usedSources, error);
  }
  const listed = entryOf(tree, 'sources');
  for (const [id, source] of Object.entries(policy.sources)) {
    if (usedSources.has(id)) continue;
    const key = listed?.kind === 'map' && listed.entries.find((entry) => entry.key === id)?.keyPlace;
    error(
      'SOURCE_NOT_USED',
      `来源“${id}”没有用到`,
      `the source “${id}” is never used`,
      key || { line: source.line },
    );
  }
}

type Report = (
  code: string,
  zh: string,
  en: string,
  origin: Origin,
  hint?: { zh: string; en: string },
) => void;

function checkSourceNames(policy: Policy, tree: Tree, problems: Problems): void {
  const known = Object.keys(policy.sources);
  for (const { text, place } of scalarsUnder(tree, 'source')) {
    if (known.includes(text)) continue;
    const hint = didYouMean(text, known);
    const message = { zh: `没有来源“${text}”`, en: `there is no source “${text}”` };
    problems.error({ code: 'UNKNOWN_SOURCE', message, ...(hint && { hint }), place });
  }
}

function checkDates(policy: Policy, error: Report): void {
  for (const [index, version] of policy.versions.entries()) {
    const next = policy.versions[index + 1];
    if (!next) continue;
    if (version.to === undefined || version.to >= next.from) {
      error(
        'VERSIONS_OVERLAP',
        `${version.from} 起的版本与 ${next.from} 起的版本重叠`,
        `the versions from ${version.from} and from ${next.from} overlap`,
        next.origin,
        {
          zh: `给前一版本写上 to: ${addDays(next.from, -1)}`,
          en: `give the earlier one \`to: ${addDays(next.from, -1)}\``,
        },
      );
    }
  }
}

/** A month in which a year turns would be counted in two halves. */
function checkMonths({ lines, yearFrom }: Version, error: Report): void {
  if (yearFrom.endsWith('-01')) return;
  for (const { id, cap, origin } of lines) {
    if (cap?.per !== 'month') continue;
    error(
      'YEAR_IN_MONTH',
      `${id}：按月封顶，年度却从 ${yearFrom} 起，在月中换年度`,
      `${id} has a cap per month, and the year turns within one, on ${yearFrom}`,
      origin,
      {
        zh: '年度从某月 1 日起，或不按月封顶',
        en: 'begin the year on the first of a month, or use no cap per month',
      },
    );
  }
}

function checkWording(policy: Policy, error: Report): void {
  for (const field of Object.keys(policy.wording)) {
    const known = FIELDS.find((item) => item.key === field);
    if (!known) {
      error(
        'UNKNOWN_FIELD',
        `wording：没有“${field}”这一项`,
        `wording: there is no field “${field}”`,
        {},
        didYouMean(
          field,
          FIELDS.map((item) => item.key),
        ),
      );
      continue;
    }
    for (const value of Object.keys(policy.wording[field]?.values ?? {})) {
      if (known.table && !known.table.ids.includes(value)) {
        error(
          'UNKNOWN_CODE',
          `wording：${known.label.zh}没有“${value}”`,
          `wording: ${known.label.en} has no value “${value}”`,
          {},
          didYouMean(value, known.table.ids),
        );
      }
    }
  }
}

function checkNames(
  policy: Policy,
  tree: Tree,
  version: Version,
  written: ReadonlySet<string>,
  error: Report,
): void {
  const seen = new Map<string, Line>();
  for (const line of version.lines) {
    if (seen.has(line.id)) {
      error(
        'LINE_TWICE',
        `支付项“${line.id}”写了两次`,
        `the line “${line.id}” is written twice`,
        line.origin,
        {
          zh: '同一付款方的第二项换个名称，用 payer 指明付款方',
          en: 'give the second line of a payer another name and its `payer`',
        },
      );
    }
    checkBase(policy, tree, line, seen, error);
    checkBorneFirst(line, error);
    for (const gap of gapsOf(policy, line)) {
      const { zh, en } = describeGap(gap);
      error('FIGURE_GAP', zh, en, gap.origin, {
        zh: '补上这一行，或写 else；原文没有就写 not_stated',
        en: 'add the row, or `else`; write not_stated where the text is silent',
      });
    }
    for (const step of line.adjust) {
      if (step.part === undefined) continue;
      if (!policy.parts[step.part]) unknownPart(policy, step.part, step.origin, error);
      else checkPartCost(policy, version, line, step.part, step.origin, error);
    }
    for (const figure of figuresOfVersion({ ...version, lines: [line], caps: [] }))
      checkFields(policy, figure.figure, error, line.origin);
    if (line.when) checkDiseases(policy, line.when, line.origin, error);
    for (const rule of line.refuse) checkDiseases(policy, rule.when, rule.origin, error);
    for (const step of [...line.adjust, ...(line.deductible?.adjust ?? [])])
      if (step.when) checkDiseases(policy, step.when, step.origin, error);
    seen.set(line.id, line);
  }
  for (const rule of version.eligibility) checkSilent(policy, rule, error);
  for (const rule of version.eligibility) checkDiseases(policy, rule.when, rule.origin, error);
  const ids = version.lines.map((line) => line.id);
  for (const [tag, figure] of Object.entries(version.partAdvance))
    if (!policy.parts[tag]) unknownPart(policy, tag, figure.origin, error);
  for (const cap of version.caps) {
    for (const id of cap.lines === 'all' ? [] : cap.lines) {
      if (!ids.includes(id) && !written.has(id))
        error(
          'UNKNOWN_LINE',
          `caps：没有支付项“${id}”`,
          `caps: there is no line “${id}”`,
          cap.origin,
          didYouMean(id, ids),
        );
    }
  }
}

/** Points on a part go on cost that the line pays on. */
function checkPartCost(
  policy: Policy,
  { lines }: Version,
  line: Line,
  tag: string,
  origin: Origin,
  error: Report,
): void {
  const costs = costsOf(line.base, lines, (part) => partCost([policy], part));
  const cost = partCost([policy], tag);
  if (costs.includes(cost)) return;
  error(
    'PART_OF_OTHER_COST',
    `分项“${tag}”是 ${cost} 的一部分，${line.id} 不在这项费用上支付`,
    `the part “${tag}” is of ${cost}, on which ${line.id} does not pay`,
    origin,
  );
}

function checkBase(
  policy: Policy,
  tree: Tree,
  line: Line,
  seen: ReadonlyMap<string, Line>,
  error: Report,
): void {
  const { base } = line;
  if (base.kind === 'part' && !policy.parts[base.tag]) unknownPart(policy, base.tag, line.origin, error);
  if (base.kind !== 'above_cap' && base.kind !== 'share_of') return;
  const earlier = seen.get(base.of);
  // The name itself is where the eye should go; its line is near enough where it cannot be found again.
  const written = scalarsUnder(tree, base.kind).find((scalar) => scalar.text === base.of)?.place;
  if (!earlier) {
    error(
      'UNKNOWN_LINE',
      `基数里的“${base.of}”不是前面的支付项`,
      `the base “${base.of}” is not an earlier line`,
      written ?? line.origin,
      didYouMean(base.of, [...seen.keys()]),
    );
  } else if (base.kind === 'above_cap' && !earlier.cap) {
    error(
      'BASE_WITHOUT_CAP',
      `“${base.of}”没有封顶线`,
      `the line “${base.of}” has no cap`,
      written ?? line.origin,
    );
  }
}

/** What is said where a place is silent is for all places, and takes no money. */
function checkSilent(
  { kind }: Policy,
  { whereSilent, outcome, origin }: EligibilityRule,
  error: Report,
): void {
  if (whereSilent.length === 0 || (kind === 'national' && outcome !== 'not_covered')) return;
  error(
    'WHERE_SILENT',
    'where_silent 只用于 national.yaml 里的提示（outcome: notice 或 reduced）',
    '`where_silent` is for notices in national.yaml (`outcome: notice` or `reduced`)',
    origin,
  );
}

function unknownPart(policy: Policy, tag: string, origin: Origin, error: Report): void {
  error(
    'UNKNOWN_PART',
    `没有费用分项“${tag}”`,
    `there is no part “${tag}”`,
    origin,
    didYouMean(tag, Object.keys(policy.parts)),
  );
}

function checkFields(policy: Policy, figure: Figure, error: Report, origin: Origin): void {
  if (figure.kind !== 'by' && figure.kind !== 'cases') return;
  const place = figure.origin.line ? figure.origin : origin;
  if (figure.kind === 'cases') for (const row of figure.rows) checkDiseases(policy, row.when, place, error);
  else if (figure.field === 'disease')
    knowDiseases(
      policy,
      figure.rows.flatMap(({ keys }) => (keys.kind === 'is' ? keys.values : [])),
      place,
      error,
    );
  for (const row of figure.rows) checkFields(policy, row.figure, error, origin);
  if (figure.otherwise) checkFields(policy, figure.otherwise, error, origin);
}

function checkDiseases(policy: Policy, when: Condition, origin: Origin, error: Report): void {
  if (fieldsOf(when).includes('disease')) knowDiseases(policy, wordsFor(when, 'disease'), origin, error);
}

/** A policy that tells diseases apart says which, and means none that it does not list. */
function knowDiseases(policy: Policy, words: readonly string[], origin: Origin, error: Report): void {
  const known = Object.keys(policy.diseases);
  if (known.length === 0) {
    error('NO_DISEASES', '用到病种，但没有写 diseases', 'it goes by disease but lists no `diseases`', origin);
    return;
  }
  for (const word of words) {
    if (!known.includes(word)) {
      const hint = didYouMean(word, known);
      error('UNKNOWN_DISEASE', `diseases 里没有“${word}”`, `“${word}” is not in \`diseases\``, origin, hint);
    }
  }
}

function checkFigure(
  policy: Policy,
  figure: Figure,
  key: string,
  outer: Origin,
  used: Set<string>,
  error: Report,
): void {
  const origin = inherit(outer, figure.origin);
  if (figure.origin.source) used.add(figure.origin.source);
  if (outer.source) used.add(outer.source);
  if (figure.kind === 'by' || figure.kind === 'cases') {
    for (const row of figure.rows) checkFigure(policy, row.figure, key, origin, used, error);
    if (figure.otherwise) checkFigure(policy, figure.otherwise, key, origin, used, error);
    return;
  }
  if (figure.kind === 'share') {
    if (figure.provisional) checkFigure(policy, figure.provisional, key, origin, used, error);
  }
  for (const leaf of leaves(figure)) useSource(key, inherit(origin, leaf.origin), used, error);
}

function useSource(key: string, origin: Origin, used: Set<string>, error: Report): void {
  if (origin.source === undefined) {
    error('NO_SOURCE', `${key}：没有来源`, `${key}: there is no source`, origin, {
      zh: '在版本、支付项或数值上写 source',
      en: 'write `source` at the version, the line or the figure',
    });
    return;
  }
  used.add(origin.source);
}

/** The year keeps the cost before the share borne first, so bands of the year need one share for all of it. */
function checkBorneFirst({ borneFirst, bands, counted, origin }: Line, error: Report): void {
  if (counted.per !== 'year' || bands.length < 2) return;
  if (borneFirst?.kind !== 'by' && borneFirst?.kind !== 'cases') return;
  error(
    'BORNE_FIRST_YEARLY',
    'borne_first 因情形而不同，分段又按年累计：以前的费用会按这次的份额重算',
    '`borne_first` differs by circumstances and the bands count the year: earlier cost would be counted by the share of this claim',
    borneFirst.origin.line ? borneFirst.origin : origin,
    {
      zh: '分段改为 counted: { per: settlement }，或让 borne_first 只有一个值',
      en: 'count the bands per settlement, or give `borne_first` one value',
    },
  );
}
