import type { Place } from '../diagnostics/diagnostic.ts';
import { same, type Text } from '../diagnostics/text.ts';
import { neededFigure } from '../engine/claim-checks.ts';
import type { LinePlan, Plan, Resolved } from '../engine/plan.ts';
import { OUTCOME } from '../engine/settle.ts';
import { groupYuan } from '../money/fen.ts';
import { showValue } from '../rules/figure.ts';
import { GATE_LABELS } from '../rules/gate.ts';
import type { Break } from './breaks.ts';
import { fraction } from './fraction.ts';
import type { Stop } from './line.ts';
import { percent } from './rates.ts';
import { NOT_TAGGED } from './walk.ts';
import type { Cause } from './watch.ts';

/** Why the curve turns, in words, with the figure and where it stands. */
export interface Reason {
  readonly text: Text;
  /** The figure's key, as `--assume` takes it. */
  readonly key?: string;
  readonly place?: Place;
}

/** The reasons of a break: what turns there, and what is not known from there on. */
export function reasonsAt(
  plan: Plan,
  { kind, causes, halt }: Pick<Break, 'kind' | 'causes' | 'halt'>,
): Reason[] {
  const ends = halt ? [haltReason(plan, halt)] : [];
  if (kind === 'stop') return ends;
  return causes.map((cause) => causeReason(plan, cause));
}

/** Why no amount can be given. */
export function haltReason(plan: Plan, halt: Stop): Reason {
  const line = plan.lines[halt.line];
  if (!line || halt.code === NOT_TAGGED) {
    const zh = '这里起有费用没有归入分项，政策没有它的标准';
    return { text: { zh, en: 'from here on there is cost in no tagged part, which has no rule' } };
  }
  const figure = neededFigure(line, halt);
  const key = figure?.key ?? line.id;
  const said = (zh: string, en: string): Text => about(line, zh, en);
  if (halt.code === OUTCOME.givenAboveBase)
    return { text: said('给出的已付金额超过剩余费用', 'the given payment is above what is left') };
  if (halt.code === OUTCOME.notExact)
    return { text: said('金额与比例的位数过多', 'amount and rates have too many digits') };
  const what =
    halt.code === OUTCOME.deductibleNotStated
      ? { zh: '起付线', en: 'deductible' }
      : figure?.unit === 'fen'
        ? { zh: '分段上限', en: 'end of a band' }
        : { zh: `第 ${halt.band + 1} 段比例`, en: `rate of band ${halt.band + 1}` };
  return at(
    line,
    said(
      `这里起要用的${what.zh}未载明（${key}）`,
      `the ${what.en} needed from here on is not stated (${key})`,
    ),
    figure,
  );
}

function causeReason(plan: Plan, cause: Cause): Reason {
  const line = plan.lines[cause.line];
  if (!line) return haltReason(plan, { code: NOT_TAGGED, line: -1, band: 0 });
  switch (cause.kind) {
    case 'deductible':
      return deductibleReason(line);
    case 'band':
      return bandReason(line, cause.index ?? 0);
    case 'cap':
    case 'cap_on_cost':
      return capReason(line, cause);
    case 'shared_cap':
      return sharedCapReason(plan, line, cause);
    case 'gate':
      return gateReason(line, cause);
    default:
      return plainReason(line, cause);
  }
}

function about({ label }: LinePlan, zh: string, en: string): Text {
  return { zh: `${label.zh}：${zh}`, en: `${label.en}: ${en}` };
}

function at(line: LinePlan, text: Text, figure: Resolved | undefined): Reason {
  const { file } = line.policy;
  const origin = figure?.origin.line === undefined ? line.line.origin : figure.origin;
  return {
    text,
    ...(figure && { key: figure.key }),
    place: { file: origin.file ?? file, line: origin.line ?? 1, column: origin.column ?? 1 },
  };
}

function deductibleReason(line: LinePlan): Reason {
  const amount = groupYuan(line.deductible);
  return at(
    line,
    about(line, `起付线 ${amount} 用完`, `deductible of ${amount} used up`),
    line.figures.deductible,
  );
}

function bandReason(line: LinePlan, band: number): Reason {
  const { upTo, rates } = line.figures;
  const rate = line.rates[band + 1] ?? -1;
  const then =
    rates[band + 1]?.state === 'exact' && rate >= 0 ? percent(fraction(rate, line.denominator)) : '-';
  return at(
    line,
    about(line, `进入第 ${band + 2} 段，比例 ${then}`, `band ${band + 2} begins, rate ${then}`),
    upTo[band],
  );
}

function capReason(line: LinePlan, { kind, ceases }: Cause): Reason {
  const amount = groupYuan(line.capAmount);
  const text =
    kind === 'cap_on_cost'
      ? about(line, `费用达到封顶线 ${amount}`, `cost reaches the cap of ${amount}`)
      : ceases
        ? about(line, `回到封顶线 ${amount} 以内`, `below its cap of ${amount} again`)
        : about(line, `达到封顶线 ${amount}`, `reaches its cap of ${amount}`);
  return at(line, text, line.figures.cap);
}

function sharedCapReason(plan: Plan, line: LinePlan, { index, ceases }: Cause): Reason {
  const shared = plan.caps[index ?? 0];
  if (!shared) return plainReason(line, { kind: 'shared_cap', line: 0 });
  const { cap, figure } = shared;
  const amount = showValue(shared.amount, figure.unit);
  const name =
    cap.lines === 'all'
      ? { zh: `各方合计上限 ${amount}（${cap.id}）`, en: `the cap of ${amount} on all payers (${cap.id})` }
      : { zh: `共用封顶线 ${amount}（${cap.id}）`, en: `the shared cap of ${amount} (${cap.id})` };
  const text = ceases
    ? about(line, `回到${name.zh}以内`, `below ${name.en} again`)
    : about(line, `达到${name.zh}`, `reaches ${name.en}`);
  return at(line, text, figure);
}

function gateReason(line: LinePlan, { index, ceases }: Cause): Reason {
  const { gate } = line.line;
  const upper = index === 1;
  const figure = upper ? line.figures.gate?.to : line.figures.gate?.from;
  const on = GATE_LABELS[gate?.on ?? 'total'];
  const amount = groupYuan(figure?.value ?? 0);
  // `from` and `below` turn at the amount itself, `above` and `up_to` above it.
  const itself = upper ? gate?.to?.inside === false : gate?.from?.inside === true;
  const when = itself
    ? { zh: `${on.zh}达到 ${amount}`, en: `where ${on.en} reaches ${amount}` }
    : { zh: `${on.zh}超过 ${amount}`, en: `where ${on.en} is above ${amount}` };
  const text = ceases
    ? about(line, `${when.zh}，不再支付`, `pays nothing ${when.en}`)
    : about(line, `${when.zh}，开始支付`, `pays ${when.en}`);
  return at(line, text, figure);
}

/** What is no figure of a policy. */
function plainReason(line: LinePlan, { kind, index }: Cause): Reason {
  const words: Readonly<Record<string, Text>> = {
    begins: { zh: '没有剩余费用可付', en: 'no cost is left for it' },
    points: { zh: '加点的分项费用到此为止', en: 'the part of the cost with points ends' },
    given: { zh: '给出的已付金额可以全部计入', en: 'the given payment is within what is left' },
    base: { zh: '基数改由另一项费用限定', en: 'its base is bounded by another cost' },
    paid_off: { zh: `${BUCKETS[index ?? 0]?.zh}付清`, en: `all of ${BUCKETS[index ?? 0]?.en} is paid` },
    not_exact: { zh: '金额与比例的位数过多', en: 'amount and rates have too many digits' },
  };
  const { zh, en } = words[kind] ?? same(kind);
  const points = kind === 'points' ? line.figures.rateSteps.find(({ step }) => step.part) : undefined;
  return at(line, about(line, zh, en), points?.figure);
}

const BUCKETS: readonly Text[] = [
  { zh: '政策范围费用', en: 'the in-policy cost' },
  { zh: '先行自付', en: 'the advance share' },
  { zh: '超限价自费', en: 'the cost over the limit price' },
  { zh: '全自费', en: 'the self-funded cost' },
];
