import { wordsOf } from '../claim/claim.ts';
import type { Draft } from '../claim/draft.ts';
import { BASIC_INSURANCES, INSURANCES } from '../codes/insurances.ts';
import { fail } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { joinTexts, same } from '../diagnostics/text.ts';
import type { Library } from '../policy/library.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * The draft of a curve: its policy by id, and the circumstances that flags give. A supplement's id names the supplement;
 * the scheme it is held with is a circumstance.
 * @throws BaoxiaoError where there is no such policy
 */
export async function draftFor(id: string, draft: Draft, library: Library): Promise<Draft> {
  const [code = '', name = ''] = id.split('/');
  const policy = /^\d{6}\/[a-z0-9_]+$/.test(id) ? await library.get(code, name) : undefined;
  if (!policy) {
    const known = library
      .codes()
      .flatMap((place) =>
        (['scheme', 'supplement'] as const).flatMap((kind) =>
          library.names(place, kind).map((each) => `${place}/${each}`),
        ),
      );
    const hint = didYouMean(id, known) ?? {
      zh: '写成 代码/险种，如 371300/employee',
      en: 'write it as CODE/SCHEME, e.g. 371300/employee',
    };
    return fail({
      code: 'NO_POLICY',
      message: { zh: `没有政策“${id}”`, en: `there is no policy “${id}”` },
      hint,
      value: id,
    });
  }
  const facts = new Map(draft.facts).set('region', code);
  if (policy.kind === 'supplement') {
    const held = facts.get('supplements') ?? [];
    facts.set('supplements', [...new Set([name, ...(Array.isArray(held) ? held : [String(held)])])]);
    if (!facts.has('insurance')) missingScheme(policy);
  } else {
    const given = wordsOf(facts, 'insurance');
    if (given.length > 0 && !given.includes(name)) otherScheme(policy, given);
    facts.set('insurance', given.length > 0 ? given : [name]);
  }
  return { ...draft, facts };
}

/** A supplement adds to a scheme, which has to be named. */
function missingScheme({ title, heldWith }: Policy): never {
  const schemes = joinTexts(
    (heldWith.length > 0 ? heldWith : BASIC_INSURANCES).map((id) => {
      const { zh, en } = INSURANCES.find(id)?.label ?? same(id);
      return { zh: `${id} ${zh}`, en: `${id} (${en})` };
    }),
  );
  return fail({
    code: 'MISSING_FIELD',
    message: {
      zh: `${title.zh}是补充保险，缺少险种（--insurance）`,
      en: `${title.en} is a supplement, and the insurance it is held with is missing (--insurance)`,
    },
    hint: { zh: `可用：${schemes.zh}`, en: `one of: ${schemes.en}` },
    field: 'insurance',
  });
}

/** The id has said the scheme already. */
function otherScheme({ id }: Policy, given: readonly string[]): never {
  return fail({
    code: 'BAD_VALUE',
    message: {
      zh: `政策 ${id} 已经定了险种，与 --insurance ${given.join(',')} 不符`,
      en: `the policy ${id} says the insurance already, and --insurance ${given.join(',')} is another`,
    },
    hint: { zh: '去掉 --insurance，或换一份政策', en: 'leave --insurance out, or name another policy' },
    field: 'insurance',
    value: given.join(','),
  });
}
