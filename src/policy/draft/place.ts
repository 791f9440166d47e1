import { INSURANCES } from '../../codes/insurances.ts';
import type { RegionIndex } from '../../codes/regions.ts';
import { nearest } from '../../diagnostics/suggest.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { Read } from './figure-text.ts';
import { DRAFT_SCHEMES } from './question.ts';

/** The code of a place: by code or name in the region table, or any other of six digits. */
export function readPlace(text: string, regions: RegionIndex): Read<string> {
  const match = regions.resolve(text, () => false, false);
  if (match.kind === 'one') return { value: match.region.code };
  const code = text.normalize('NFKC').trim();
  if (isCode(code)) return { value: code };
  const found = (match.kind === 'many' ? match.candidates : match.suggestions).slice(0, 8);
  const [zh, en] = (['zh', 'en'] as const).map((lang) =>
    found.map(({ code }) => `${regions.pathName(code, lang)} ${code}`).join(lang === 'zh' ? '、' : ', '),
  );
  if (match.kind === 'many') {
    const message = { zh: `“${text}”有多处`, en: `“${text}” could be several places` };
    const hint = { zh: `写全名或代码：${zh}`, en: `give the full name or the code: ${en}` };
    return { wrong: { code: 'REGION_AMBIGUOUS', message, hint } };
  }
  const message = { zh: `区划代码表里没有“${text}”`, en: `the table of places has no “${text}”` };
  const hint =
    found.length > 0
      ? { zh: `是否想写：${zh}`, en: `did you mean ${en}?` }
      : {
          zh: '写六位代码（420100）、名称（武汉）或拼音（wuhan）',
          en: 'give the six-digit code (420100), the name (武汉) or pinyin (wuhan)',
        };
  return { wrong: { code: 'REGION_UNKNOWN', message, hint } };
}

/** Whether a text has the form of a code: six digits that begin with those of a province. */
export function isCode(text: string): boolean {
  return /^[1-9]\d{5}$/.test(text);
}

/** Said of a code that the region table does not have: it may be new, a village's own, or mistyped. */
export function unlisted(code: string, regions: RegionIndex): { message: Text; hint: Text } {
  const [parent] = regions.parents(code);
  const [zh, en] = (['zh', 'en'] as const).map((lang) =>
    parent === undefined ? '' : `${regions.pathName(parent, lang)} ${parent}`,
  );
  return {
    message: { zh: `区划代码表里没有 ${code}`, en: `the table of places has no ${code}` },
    hint:
      parent === undefined
        ? {
            zh: '请核对代码；名称按所给的写入 place',
            en: 'check the code; the name given is written as `place`',
          }
        : {
            zh: `请核对代码（属 ${zh}）；名称按所给的写入 place`,
            en: `check the code (it lies in ${en}); the name given is written as \`place\``,
          },
  };
}

/**
 * A scheme by any of its names, or the name of a supplement.
 * @param supplement whether a supplement is surely meant: then a name near that of a scheme is no slip
 */
export function readScheme(text: string, supplement: boolean): Read<string> {
  const scheme = INSURANCES.find(text)?.id;
  if (scheme !== undefined && DRAFT_SCHEMES.includes(scheme)) return { value: scheme };
  if (scheme !== undefined) {
    const message = {
      zh: '未参保没有可写的支付标准',
      en: 'there is nothing to pay for people without insurance',
    };
    return { wrong: { code: 'BAD_NAME', message, hint: SCHEMES } };
  }
  const name = text.trim();
  const meant = supplement ? [] : nearest(name, DRAFT_SCHEMES);
  if (/^[a-z][a-z0-9_]*$/.test(name) && meant.length === 0) return { value: name };
  const message = { zh: `没有险种“${name}”`, en: `there is no insurance scheme “${name}”` };
  const hint =
    meant.length > 0
      ? { zh: `是否想写：${meant.join('、')}`, en: `did you mean ${meant.join(', ')}?` }
      : SCHEMES;
  return { wrong: { code: 'BAD_NAME', message, hint } };
}

const SCHEMES: Text = {
  zh: `险种 ${DRAFT_SCHEMES.join('、')}，或补充保险的名称（小写字母、数字、下划线）`,
  en: `a scheme (${DRAFT_SCHEMES.join(', ')}), or the name of a supplement (lower-case letters, digits, underscore)`,
};
