import type { Facts } from '../../claim/claim.ts';
import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { figuresOfVersion } from '../../policy/figures.ts';
import { wordingOf } from '../../policy/wording.ts';
import type { Figure } from '../../rules/figure.ts';
import type { Check, Rule } from '../check.ts';
import { describeBox, merge } from '../combinations.ts';
import type { Observation } from '../observe.ts';
import type { Spot } from '../spot.ts';
import type { Subject } from '../subject.ts';

const NO_FIGURE: Rule = {
  code: 'NO_FIGURE',
  severity: 'error',
  what: 'A combination of circumstances that the lines know otherwise has no figure in a table or in cases.',
  why: 'A claim in these circumstances is refused.',
  example:
    'cases: [{ when: { hospital.level: 3 }, figure: 50% }, { when: { status: retired }, figure: 60% }]',
  mend: {
    zh: '补上这种情形，或写 else（cases 的最后一项不写 when）；原文没有就写 not_stated',
    en: 'add the case, or `else` (in cases: a last one without `when`); write not_stated where the text is silent',
  },
};
const BANDS_ORDER: Rule = {
  code: 'BANDS_ORDER',
  severity: 'error',
  what: 'In a combination of circumstances the ends of the bands do not rise.',
  why: 'A claim in these circumstances is refused.',
  example: 'up_to: { by: { hospital.level: { 2: 10000, 3: 60000 } } }, the next band up_to: 50000',
  mend: {
    zh: '改各段上限，使每种情形下都逐段增大',
    en: 'change the ends so that they rise in all circumstances',
  },
};
const PART_RATE_DIFFERS: Rule = {
  code: 'PART_RATE_DIFFERS',
  severity: 'error',
  what: 'With its points a part of the cost reaches 100% in some bands and not in others.',
  why: 'In which band the part lies is not known, so a claim in these circumstances is refused.',
  example: 'bands at 85% and 95% with adjust: [{ part: essential_medicine, points: +10% }]',
  mend: {
    zh: '核对加点和各段比例；原文另有规定就给这一分项单列一个支付项',
    en: 'check the points and the rates; where the text has a rule of its own, give the part its own line',
  },
};
const PART_TWICE: Rule = {
  code: 'PART_TWICE',
  severity: 'error',
  what: 'In a combination of circumstances a line has points on two parts of the cost.',
  why: 'A line can have points on one part only; a claim in these circumstances is refused.',
  example: 'adjust: [{ part: essential_medicine, points: +10% }, { part: tcm, points: +5% }]',
  mend: { zh: '给另一分项单列一个支付项', en: 'give the second part a line of its own' },
};
const RULES = [NO_FIGURE, BANDS_ORDER, PART_RATE_DIFFERS, PART_TWICE];

const FOUND: Readonly<Record<string, Text>> = {
  NO_FIGURE: { zh: '没有数值', en: 'no figure' },
  BANDS_ORDER: { zh: '各段上限不是逐段增大', en: 'the bands are out of order' },
  PART_RATE_DIFFERS: {
    zh: '加点后有的段到 100%、有的段没有，分项落在哪一段无从知道',
    en: 'with the points some bands reach 100% and others do not, so the band of the part would matter',
  },
  PART_TWICE: { zh: '两个分项都有加点', en: 'two parts have points' },
};

/** Holes and contradictions over all combinations of circumstances: one finding each, its combinations put together. */
export const gaps: Check = {
  rules: RULES,
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      const observation = subject.observed(version);
      for (const { rule, spot, combinations } of holesOf(observation)) {
        const [where, what] = [circumstances(combinations, observation, subject), FOUND[rule.code]];
        const name = nameAt(observation, spot);
        // The engine names the line; the eye should go to the part of it that is wrong.
        const part = rule === BANDS_ORDER ? 'bands' : 'adjust';
        report(rule, rule === NO_FIGURE ? spot : subject.places.key(spot, part), {
          zh: `${name}：${what?.zh ?? ''}（${where.zh}）`,
          en: `${name}: ${what?.en ?? ''} (${where.en})`,
        });
      }
    }
  },
};

interface Hole {
  readonly rule: Rule;
  readonly spot: Spot;
  readonly combinations: Facts[];
}

function holesOf({ failures }: Observation): Hole[] {
  const holes = new Map<string, Hole>();
  for (const { facts, problem } of failures) {
    const rule = RULES.find(({ code }) => code === problem.code);
    const { place } = problem;
    if (!rule || !place) continue;
    const key = `${rule.code} ${place.line}:${place.column}`;
    const hole = holes.get(key) ?? { rule, spot: place, combinations: [] };
    hole.combinations.push(facts);
    holes.set(key, hole);
  }
  return [...holes.values()];
}

/** At most this many sets of combinations are written out. */
const WRITTEN = 3;

function circumstances(
  combinations: readonly Facts[],
  { tried, told }: Observation,
  { policy }: Subject,
): Text {
  const boxes = merge(combinations, tried);
  const wording = wordingOf([policy]);
  const described = boxes.slice(0, WRITTEN).map((box) => describeBox(box, told, wording));
  const texts = described.filter((text) => text !== undefined);
  if (texts.length < described.length) return { zh: '任何情形', en: 'in all circumstances' };
  const more = boxes.length - texts.length;
  const list = joinTexts(texts, '；', '; ');
  return more > 0
    ? {
        zh: `${list.zh}，以及另外 ${more} 组情形，`,
        en: `${list.en}, and ${more} more sets of circumstances`,
      }
    : list;
}

/** The key of the figure that stands at a spot, or the line that does. */
function nameAt({ version }: Observation, spot: Spot): string {
  const isAt = ({ origin }: { origin: Spot }): boolean =>
    origin.line === spot.line && origin.column === spot.column;
  const found = figuresOfVersion(version).find(({ figure }) => figuresIn(figure).some(isAt));
  return found?.key ?? version.lines.find(isAt)?.id ?? '';
}

function figuresIn(figure: Figure): Figure[] {
  if (figure.kind !== 'by' && figure.kind !== 'cases') return [figure];
  const inner = figure.rows.flatMap((row) => figuresIn(row.figure));
  return [figure, ...inner, ...(figure.otherwise ? figuresIn(figure.otherwise) : [])];
}
