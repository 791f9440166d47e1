import { groupYuan } from '../../money/fen.ts';
import type { Check, Rule } from '../check.ts';

const GATES_MEET: Rule = {
  code: 'GATES_MEET',
  severity: 'error',
  what: 'The amount at which one gate of a payer ends and another begins is let in by both, or by neither; or a yuan or less between them by neither.',
  why: 'A claim of exactly this amount is paid twice, or not at all.',
  example: 'gate: { on: in_policy, up_to: 30000 } and gate: { on: in_policy, from: 30000 }',
  mend: {
    zh: 'up_to 接 above，below 接 from：边上的金额只归一边',
    en: 'let `up_to` meet `above`, and `below` meet `from`: the amount at the edge belongs to one side',
  },
};

/** Gates that should share out the amounts between them. */
export const gates: Check = {
  rules: [GATES_MEET],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      for (const [line, { other, amount, to, letIn }] of subject.observed(version).seen.meetings) {
        const [yuan, last] = [groupYuan(amount), groupYuan(to)];
        const both = letIn === 'both';
        const [zh, en] =
          to === amount
            ? [`恰好 ${yuan} 元时`, `at exactly ${yuan} yuan`]
            : [`${yuan} 至 ${last} 元时`, `from ${yuan} to ${last} yuan`];
        report(GATES_MEET, subject.places.key(line.origin, 'gate'), {
          zh: `${other.id} 与 ${line.id}：${zh}两项都${both ? '支付' : '不支付'}`,
          en: `${other.id} and ${line.id}: ${en} ${both ? 'both' : 'neither of them'} will pay`,
        });
      }
    }
  },
};
