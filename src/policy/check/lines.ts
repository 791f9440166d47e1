import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Origin } from '../../grammar/words.ts';
import { costsOf } from '../../rules/base.ts';
import type { Line } from '../../rules/line.ts';
import { scalarsUnder, type Tree } from '../../source/tree.ts';
import { figuresOfVersion } from '../figures.ts';
import { describeGap, gapsOf } from '../gaps.ts';
import type { Policy, Version } from '../policy.ts';
import { partCost } from '../wording.ts';
import type { Report } from './report.ts';
import { checkDiseases, checkDiseasesBy, knowPart } from './terms.ts';

/** Checks each line by itself, with those before it and with the words of the policy. */
export function checkLines(policy: Policy, tree: Tree, version: Version, error: Report): void {
  const seen = new Map<string, Line>();
  for (const line of version.lines) {
    if (seen.has(line.id)) lineTwice(line, error);
    checkBase(policy, tree, line, seen, error);
    checkBorneFirst(line, error);
    checkGaps(policy, line, error);
    for (const { part, origin } of line.adjust)
      if (part !== undefined && knowPart(policy, part, origin, error))
        checkPartCost(policy, version, line, part, origin, error);
    checkLineDiseases(policy, version, line, error);
    seen.set(line.id, line);
  }
}

function lineTwice({ id, origin }: Line, error: Report): void {
  error('LINE_TWICE', `支付项“${id}”写了两次`, `the line “${id}” is written twice`, origin, {
    zh: '同一付款方的第二项换个名称，用 payer 指明付款方',
    en: 'give the second line of a payer another name and its `payer`',
  });
}

function checkBase(
  policy: Policy,
  tree: Tree,
  line: Line,
  earlierLines: ReadonlyMap<string, Line>,
  error: Report,
): void {
  const { base } = line;
  if (base.kind === 'part') knowPart(policy, base.tag, line.origin, error);
  if (base.kind !== 'above_cap' && base.kind !== 'share_of') return;
  const earlier = earlierLines.get(base.of);
  // The name itself is where the eye should go; its line is near enough where it cannot be found again.
  const written = scalarsUnder(tree, base.kind).find((scalar) => scalar.text === base.of)?.place;
  if (!earlier) {
    error(
      'UNKNOWN_LINE',
      `基数里的“${base.of}”不是前面的支付项`,
      `the base “${base.of}” is not an earlier line`,
      written ?? line.origin,
      didYouMean(base.of, [...earlierLines.keys()]),
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

/** A table with a hole would leave a claim without a figure. */
function checkGaps(policy: Policy, line: Line, error: Report): void {
  for (const gap of gapsOf(policy, line)) {
    const { zh, en } = describeGap(gap);
    error('FIGURE_GAP', zh, en, gap.origin, {
      zh: '补上这一行，或写 else；原文没有就写 not_stated',
      en: 'add the row, or `else`; write not_stated where the text is silent',
    });
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

function checkLineDiseases(policy: Policy, version: Version, line: Line, error: Report): void {
  const { when, origin, refuse, adjust, deductible } = line;
  for (const { figure } of figuresOfVersion({ ...version, lines: [line], caps: [] }))
    checkDiseasesBy(policy, figure, error, origin);
  if (when) checkDiseases(policy, when, origin, error);
  for (const rule of refuse) checkDiseases(policy, rule.when, rule.origin, error);
  for (const step of [...adjust, ...(deductible?.adjust ?? [])])
    if (step.when) checkDiseases(policy, step.when, step.origin, error);
}
