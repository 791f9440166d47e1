import { fieldOf } from '../claim/fields.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinTexts } from '../diagnostics/text.ts';
import type { Policy } from '../policy/policy.ts';
import { wordingOf } from '../policy/wording.ts';
import type { Need } from '../rules/circumstances.ts';

/** The problem of a field that is not given, with the values the policies tell apart. */
export function missingField(need: Need, policies: readonly Policy[]): Omit<Diagnostic, 'severity'> {
  const field = fieldOf(need.field);
  const wording = wordingOf(policies);
  const label = wording(need.field);
  const ownWords = need.field === 'disease' ? policies.flatMap(({ diseases }) => Object.keys(diseases)) : [];
  const ids = need.choices ?? field.table?.ids ?? ownWords;
  const choices = joinTexts(
    ids.map((id) => ({
      zh: `${id} ${wording(need.field, id).zh}`,
      en: `${id} (${wording(need.field, id).en})`,
    })),
  );
  return {
    code: 'MISSING_FIELD',
    message: { zh: `缺少${label.zh}（--${field.flag}）`, en: `the ${label.en} is missing (--${field.flag})` },
    ...(ids.length > 0 && { hint: { zh: `可用：${choices.zh}`, en: `one of: ${choices.en}` } }),
    field: need.field,
  };
}
