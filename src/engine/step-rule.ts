import type { Text } from '../diagnostics/text.ts';
import { groupYuan } from '../money/fen.ts';
import { formatPercent } from '../money/rate.ts';
import type { Wording } from '../rules/circumstances.ts';
import { GATE_LABELS } from '../rules/gate.ts';
import { describeCondition } from '../rules/sentences/condition.ts';
import type { LinePlan } from './plan.ts';

/** The rule of a line in one sentence: what it pays on, how, and what changes its rate. */
export function ruleText(line: LinePlan, base: Text, wording: Wording): Text {
  const { counted, bands, deductible } = line.line;
  const zh: string[] = [`基数：${base.zh}`];
  const en: string[] = [`on ${base.en}`];
  if (line.line.gate && line.gateOn !== 0) {
    const on = GATE_LABELS[line.line.gate.on];
    const edges = gateText(line);
    zh.unshift(`${on.zh}${edges.zh}`);
    en.unshift(`${on.en} ${edges.en}`);
  }
  if (deductible) {
    zh.push({ admission: '每次住院起付线', visit: '每次就诊起付线', year: '年度起付线' }[deductible.per]);
    en.push(
      { admission: 'deductible per admission', visit: 'deductible per visit', year: 'yearly deductible' }[
        deductible.per
      ],
    );
    if (line.goesOn) {
      zh.push('转院续住，起付线取较高者只扣一次');
      en.push('stay continued: the higher deductible once');
    }
  }
  if (bands.length > 1) {
    const per =
      counted.per === 'year' ? ['年度累计', 'cumulative over the year'] : ['每次结算', 'per settlement'];
    const from =
      counted.from === 'zero'
        ? ['从零起分段', 'bands counted from zero']
        : ['起付线以上分段', 'bands counted from the deductible'];
    zh.push(`${per[0]},${from[0]}`);
    en.push(`${per[1]}, ${from[1]}`);
  }
  for (const { step, figure } of line.figures.rateSteps) {
    const when = step.label ?? (step.when && describeCondition(step.when, wording));
    const value = formatPercent(figure.value);
    const sign = figure.value > 0 ? '+' : '';
    const part = step.part === undefined ? undefined : line.policy.parts[step.part]?.label;
    if (step.kind === 'points') {
      zh.push(
        `${when ? `${when.zh} ` : ''}${part ? `${part.zh}部分 ` : ''}${sign}${value.replace('%', '')} 个百分点`,
      );
      en.push(
        `${when ? `${when.en}: ` : ''}${part ? `on ${part.en} ` : ''}${sign}${value.replace('%', '')} points`,
      );
    } else if (step.kind === 'factor') {
      zh.push(`${when ? `${when.zh} ` : ''}比例 × ${value}`);
      en.push(`${when ? `${when.en}: ` : ''}rate x ${value}`);
    } else {
      zh.push(`${when ? `${when.zh} ` : ''}个人负担比例 × ${value}`);
      en.push(`${when ? `${when.en}: ` : ''}own share x ${value}`);
    }
  }
  return { zh: zh.join(';'), en: en.join('; ') };
}

/** The edges of a line's gate in words: `30,000.00 及以上`. */
export function gateText(line: LinePlan): Text {
  const { from, to } = line.figures.gate ?? {};
  const { gate } = line.line;
  const zh: string[] = [];
  const en: string[] = [];
  if (from?.state === 'exact') {
    const yuan = groupYuan(from.value);
    zh.push(gate?.from?.inside ? `达到 ${yuan}` : `超过 ${yuan}`);
    en.push(gate?.from?.inside ? `at least ${yuan}` : `above ${yuan}`);
  }
  if (to?.state === 'exact') {
    const yuan = groupYuan(to.value);
    zh.push(gate?.to?.inside ? `不超过 ${yuan}` : `不到 ${yuan}`);
    en.push(gate?.to?.inside ? `at most ${yuan}` : `below ${yuan}`);
  }
  return { zh: zh.join('、'), en: en.join(' and ') };
}
