import type { Estimate } from '../engine/estimate.ts';
import type { Step } from '../engine/step.ts';
import { basesOf } from './basis.ts';
import { type Expectation, type Written, withoutZeros } from './expectation.ts';
import { type Failure, failure } from './failure.ts';

/** What lines pay before rounding. */
export function compareExact(lines: readonly Step[], { exact }: Expectation, claim: number): Failure[] {
  return [...exact].flatMap(([id, wanted]): Failure[] => {
    const step = lines.find((one) => one.line === id);
    const got = step ? withoutZeros(step.exact) : '';
    if (got === wanted.value) return [];
    const message = {
      zh: `舍入前应为 ${wanted.value}，得 ${got || '无'}`,
      en: `expected ${wanted.value} before rounding, got ${got || 'nothing'}`,
    };
    const one = failure('EXACT', claim, `exact.${id}`, wanted.value, got, wanted.place, message);
    return [{ ...one, steps: step ? [step] : [] }];
  });
}

/** How what decided it is known. */
export function compareBases(estimate: Estimate, { bases }: Expectation, claim: number): Failure[] {
  if (bases.size === 0) return [];
  const all = basesOf(estimate);
  return [...bases].flatMap(([name, wanted]): Failure[] => {
    const got = all.get(name);
    if (got === wanted.value) return [];
    const list = [...all.keys()];
    const message = got
      ? { zh: `依据应为 ${wanted.value}，得 ${got}`, en: `expected ${wanted.value}, is ${got}` }
      : {
          zh: `没有用到这一项（用到：${list.join('、')}）`,
          en: `it was not used (used: ${list.join(', ')})`,
        };
    return [failure('BASIS', claim, `basis.${name}`, wanted.value, got ?? '', wanted.place, message)];
  });
}

/** A code written twice must be there twice. */
export function compareNotices(
  { notices, noNotices }: Pick<Expectation, 'notices' | 'noNotices'>,
  codes: readonly string[],
  claim: number,
): Failure[] {
  const listed = [...new Set(codes)].join(' ');
  const unmatched = [...codes];
  const missing = (notices?.value ?? []).filter((code) => {
    const at = unmatched.indexOf(code);
    if (at >= 0) unmatched.splice(at, 1);
    return at < 0;
  });
  const present = (noNotices?.value ?? []).filter((code) => codes.includes(code));
  return [
    ...missing.map((code) =>
      failure('NOTICE_MISSING', claim, 'notices', code, listed, (notices as Written<unknown>).place, {
        zh: `没有提示 ${code}（有：${listed || '无'}）`,
        en: `the notice ${code} is missing (there is: ${listed || 'none'})`,
      }),
    ),
    ...present.map((code) =>
      failure('NOTICE_PRESENT', claim, 'no_notices', code, listed, (noNotices as Written<unknown>).place, {
        zh: `不应有提示 ${code}`,
        en: `the notice ${code} should not be there`,
      }),
    ),
  ];
}
