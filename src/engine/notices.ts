import type { Severity } from '../diagnostics/diagnostic.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import type { Origin } from '../grammar/words.ts';
import { groupYuan } from '../money/fen.ts';
import { showValue } from '../rules/figure.ts';
import { type LinePlan, type Met, OUT, PER_LINE, type Plan, type Resolved } from './plan.ts';
import { usedFigures } from './step-inputs.ts';

/** Something the reader of a result must know. */
export interface Notice {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Text;
}

/** Refusals, assumptions, figures not stated, caps reached, sources below official text: all that qualifies a result. */
export function noticesOf(plan: Plan, amounts: Float64Array, out: Float64Array, date: string): Notice[] {
  const notices: Notice[] = [];
  const add = (code: string, severity: Severity, zh: string, en: string): void => {
    notices.push({ code, severity, message: { zh, en } });
  };
  for (const met of [...plan.refusals, ...plan.notices]) {
    notices.push({ code: met.code, severity: 'warning', message: met.reason });
    ruleBasisNotice(met, add);
  }
  for (const [index, line] of plan.lines.entries()) {
    const slot = OUT.first + index * PER_LINE.size;
    if (line.state === 'given')
      reducedNotice(line, amounts[line.given] ?? 0, out[slot + PER_LINE.paid] ?? 0, add);
    if (line.state !== 'computed') continue;
    if ((out[slot + PER_LINE.base] ?? 0) === 0) continue;
    lineNotices(line, out[slot + PER_LINE.above] ?? 0, add);
  }
  for (const cap of plan.caps) {
    const { basis } = cap.figure.origin;
    if (basis && basis !== 'stated') notices.push(basisNotice(basis, cap.figure.key, [cap.figure]));
  }
  unknownCapNotices(plan, out, add);
  const open = plan.lines.some(
    (line) => line.state === 'computed' && usedFigures(line).some((figure) => figure.open),
  );
  if (open)
    add(
      'HIGH_BOUND_NOT_STATED',
      'info',
      '比例只写明下限，基金支付不少于所列金额，上限未载明',
      'only a lower bound is stated: the fund pays at least this; the upper bound is not stated',
    );
  // A rule that holds everywhere and decided something is as old as the file it stands in.
  const decided = [...plan.refusals, ...plan.notices].map((met) => met.policy);
  for (const policy of new Set([...plan.policies.map((part) => part.policy), ...decided])) {
    if (date > policy.checked) {
      add(
        'CHECKED_BEFORE',
        'info',
        `${policy.title.zh}核对到 ${policy.checked}，此后有无调整未核对`,
        `${policy.title.en} was checked until ${policy.checked}; later changes are not known`,
      );
    }
  }
  gradeNotice(plan, add);
  for (const { version } of plan.policies) {
    for (const note of version.notes) notices.push({ code: 'POLICY_NOTE', severity: 'info', message: note });
  }
  return notices;
}

/** A shared cap that is not stated limits nothing; where one of its lines had something to pay on, the result says so. */
function unknownCapNotices({ unknownCaps, lines }: Plan, out: Float64Array, add: Add): void {
  for (const { key, members } of unknownCaps) {
    const met = members.some(
      (index) =>
        lines[index]?.state === 'computed' &&
        (out[OUT.first + index * PER_LINE.size + PER_LINE.base] ?? 0) > 0,
    );
    if (!met) continue;
    add(
      'CAP_NOT_STATED',
      'warning',
      `几项合计有封顶线（${key}），未载明，没有计入`,
      `payments together have a cap (${key}); it is not stated and was not applied`,
    );
  }
}

type Add = (code: string, severity: Severity, zh: string, en: string) => void;

/** A refusal that the source does not state in so many words says so, like a figure. */
function ruleBasisNotice({ reason, origin }: Met, add: Add): void {
  if (origin.basis === undefined || origin.basis === 'stated') return;
  const word = origin.basis === 'assumed' ? ['假设', 'assumed'] : ['推断', 'inferred'];
  const note = origin.note;
  add(
    origin.basis === 'assumed' ? 'FIGURE_ASSUMED' : 'FIGURE_INFERRED',
    'info',
    `“${reason.zh}”这条规则是${word[0]}${note ? `（${note.zh}）` : ''}`,
    `the rule “${reason.en}” is ${word[1]}${note ? ` (${note.en})` : ''}`,
  );
}

/** A payment given that was more than what was left: no bill is paid twice. */
function reducedNotice({ label, payer }: LinePlan, given: number, paid: number, add: Add): void {
  if (given <= paid) return;
  add(
    'PAID_REDUCED',
    'warning',
    `${label.zh}给出 ${groupYuan(given)} 元，只计剩余的 ${groupYuan(paid)} 元：各方支付合计不超过费用`,
    `${label.en}: ${groupYuan(given)} was given as paid.${payer.id}, only ${groupYuan(paid)} counts: nobody is paid more than the cost`,
  );
}

function lineNotices(line: LinePlan, above: number, add: Add): void {
  const figures = usedFigures(line);
  const { label } = line;
  for (const figure of figures) {
    if (figure.assumed) {
      const value = showValue(figure.value, figure.unit);
      const name = figureName(figure.key);
      add(
        'USER_ASSUMPTION',
        'warning',
        `${name.zh}（${figure.key}）= ${value} 是您给的假设，不是政策规定`,
        `${name.en} (${figure.key}) = ${value} is your assumption, not the policy`,
      );
    }
  }
  const cap = line.figures.cap;
  if (cap?.state === 'not_stated') {
    add(
      'CAP_NOT_STATED',
      'warning',
      `${label.zh}设有封顶线，金额未载明，没有计入`,
      `${label.en} has a cap; its amount is not stated and it was not applied`,
    );
  }
  if (line.figures.growth?.steps.some(({ figure }) => figure.state === 'not_stated')) {
    add(
      'CAP_NOT_STATED',
      'warning',
      `${label.zh}的封顶线逐年增加，每年增加额未载明，没有计入`,
      `the cap of ${label.en} grows; by how much is not stated and was not applied`,
    );
  }
  if (above > 0) {
    add(
      'CAP_REACHED',
      'info',
      `${label.zh}达到封顶线，其上费用 ${groupYuan(above)} 元`,
      `${label.en} reached its cap; ${groupYuan(above)} of the cost is above it`,
    );
  }
  for (const basis of ['inferred', 'assumed'] as const) {
    const found = figures.filter((figure) => !figure.assumed && figure.origin.basis === basis);
    if (found.length > 0) add(...tuple(basisNotice(basis, label, found)));
    for (const { origin, zh, en } of readingsOf(line)) {
      if (origin.basis !== basis) continue;
      const { note } = origin;
      add(
        basis === 'assumed' ? 'FIGURE_ASSUMED' : 'FIGURE_INFERRED',
        'info',
        `${label.zh}：${zh}是${basis === 'assumed' ? '假设' : '推断'}${note ? `（${note.zh}）` : ''}`,
        `${label.en}: ${en} is ${basis}${note ? ` (${note.en})` : ''}`,
      );
    }
  }
}

/** What a line says besides figures, and on what ground: its base, and how its bands are counted. */
function readingsOf({ line, rates }: LinePlan): (Text & { readonly origin: Origin })[] {
  const base = { origin: line.base.origin ?? {}, zh: '支付的基数', en: 'what it pays on' };
  const counting = { origin: line.counted.origin, zh: '分段的计算方法', en: 'how the bands are counted' };
  return rates.length > 1 ? [base, counting] : [base];
}

function tuple(notice: Notice): [string, Severity, string, string] {
  return [notice.code, notice.severity, notice.message.zh, notice.message.en];
}

function basisNotice(
  basis: 'inferred' | 'assumed',
  label: Text | string,
  figures: readonly Resolved[],
): Notice {
  const name = typeof label === 'string' ? figureName(label) : label;
  const list = joinTexts(
    figures.map(({ key, value, unit, state, origin }) => {
      const shown = state === 'exact' ? ` ${showValue(value, unit)}` : '';
      const { note } = origin;
      return {
        zh: `${figureName(key).zh}（${key}）${shown}${note ? `（${note.zh}）` : ''}`,
        en: `${figureName(key).en} (${key})${shown}${note ? ` (${note.en})` : ''}`,
      };
    }),
  );
  return {
    code: basis === 'assumed' ? 'FIGURE_ASSUMED' : 'FIGURE_INFERRED',
    severity: 'info',
    message: {
      zh: `${name.zh}：${list.zh} 是${basis === 'assumed' ? '假设' : '推断'}，原文没有直接写明`,
      en: `${name.en}: ${list.en} — ${basis}, not written in the source`,
    },
  };
}

const FIGURE_NAMES: readonly (readonly [RegExp, string, string])[] = [
  [/^caps\./, '共用封顶线', 'shared cap'],
  [/\.gate\.from$/, '支付的下限', 'amount from which it pays'],
  [/\.gate\.to$/, '支付的上限', 'amount up to which it pays'],
  [/\.borne_first$/, '先由个人负担的比例', 'share borne first'],
  [/\.deductible$/, '起付线', 'deductible'],
  [/\.deductible\.adjust\.(\d+)$/, '起付线调整 #', 'deductible adjustment #'],
  [/\.deductible\.adjust\.(\d+)\.floor$/, '起付线调整 # 的最低额', 'floor of deductible adjustment #'],
  [/\.up_to\.(\d+)$/, '第 # 段上限', 'upper end of band #'],
  [/\.rate\.(\d+)$/, '第 # 段支付比例', 'rate of band #'],
  [/\.rate$/, '支付比例', 'rate'],
  [/\.adjust\.(\d+)$/, '比例调整 #', 'rate adjustment #'],
  [/\.cap$/, '封顶线', 'cap'],
  [/\.cap\.grow$/, '封顶线每年增加额', 'yearly growth of the cap'],
  [/\.cap\.grow\.(\d+)$/, '封顶线第 # 项每年增加额', 'yearly growth # of the cap'],
  [/\.cap\.grow\.at_most$/, '封顶线增加的上限', 'most the cap may grow'],
  [/^class_b_advance$/, '乙类先行自付比例', 'advance share of class B'],
];

/** What the figure under a key is called: `pooled_fund.rate.2` is the rate of band 2. */
export function figureName(key: string): Text {
  for (const [pattern, zh, en] of FIGURE_NAMES) {
    const match = pattern.exec(key);
    if (match) return { zh: zh.replace('#', match[1] ?? ''), en: en.replace('#', match[1] ?? '') };
  }
  return { zh: '参数', en: 'parameter' };
}

/** Says when the figures do not come from an official text. */
function gradeNotice(plan: Plan, add: Add): void {
  const used = plan.lines
    .filter((line) => line.state === 'computed')
    .flatMap((line) =>
      usedFigures(line).flatMap((figure) =>
        figure.origin.source === undefined ? [] : [line.policy.sources[figure.origin.source]],
      ),
    );
  for (const { origin, policy } of [...plan.refusals, ...plan.notices])
    if (origin.source !== undefined) used.push(policy.sources[origin.source]);
  const weak = [
    ...new Set(used.flatMap((source) => (source && source.grade !== 'official' ? [source.grade] : []))),
  ];
  if (weak.length === 0) return;
  const words = {
    quoted: ['引用的正式文件', 'quoted official text'],
    secondary: ['二手资料', 'secondary'],
    fitted: ['结算记录反推', 'fitted to records'],
    general_knowledge: ['常识', 'general knowledge'],
    official: ['', ''],
  } as const;
  add(
    'SOURCE_GRADE',
    'info',
    `数值来源不是正式文件（${weak.map((grade) => words[grade][0]).join('、')}），仅供估算`,
    `the figures do not come from an official text (${weak.map((grade) => words[grade][1]).join(', ')}); an estimate only`,
  );
}
