import type { Draft } from '../claim/draft.ts';
import { fieldOf } from '../claim/fields.ts';
import { withFact } from '../claim/together.ts';
import { BaoxiaoError, type Diagnostic, fail, Problems } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import { toldBy } from '../policy/told.ts';
import { wordingOf } from '../policy/wording.ts';
import { type Estimate, type EstimateOptions, estimateDraft, prepare } from './estimate.ts';
import type { Part } from './resolve-input.ts';

/** One choice of a comparison: what it comes to, or why it cannot be said. */
export interface Choice {
  readonly value: string;
  readonly label: Text;
  /** The claim's own choice. */
  readonly own: boolean;
  readonly estimate?: Estimate;
  readonly refused?: readonly Diagnostic[];
}

export interface Comparison {
  readonly field: string;
  readonly label: Text;
  readonly choices: readonly Choice[];
}

const FIELDS: Readonly<Record<string, string>> = {
  level: 'hospital.level',
  filing: 'access.filing',
  referral: 'access.referral',
};

/**
 * The same bill under each choice of hospital level, filing or referral that the policy tells apart.
 * @throws BaoxiaoError where the policy makes no difference by it, or nothing can be settled at all
 */
export async function compareChoices(
  draft: Draft,
  what: string,
  options: EstimateOptions,
): Promise<Comparison> {
  const field = FIELDS[what];
  if (field === undefined) {
    return fail({
      code: 'USAGE',
      message: { zh: `不能比较“${what}”`, en: `cannot compare “${what}”` },
      hint: { zh: '可用：level、filing、referral', en: 'one of: level, filing, referral' },
    });
  }
  const problems = new Problems();
  const { located } = await prepare(draft, options, true, (problem) => problems.error(problem));
  if (!located) {
    problems.throwIfFailed();
    // Reports what is missing to find the policy at all.
    await estimateDraft(draft, options);
  }
  const parts = located ? [located.basic, ...located.supplements] : [];
  // The rules that hold everywhere go by referral and filing only for a hospital that is not designated.
  const undesignated = draft.facts.get('hospital.designated') === 'false';
  const rules = located?.national && undesignated ? [located.national, ...parts] : parts;
  const wording = wordingOf(parts.map((part) => part.policy));
  const values = fieldOf(field).table?.ids.filter((value) => valuesTold(rules, field).has(value)) ?? [];
  const own = draft.facts.get(field) ?? fieldOf(field).default;
  const all = typeof own === 'string' && !values.includes(own) ? [own, ...values] : values;
  if (all.length < 2) {
    const { label } = fieldOf(field);
    fail({
      code: 'NOTHING_TO_COMPARE',
      message: { zh: `这份政策不按${label.zh}区分`, en: `this policy makes no difference by ${label.en}` },
      field,
    });
  }
  const choices: Choice[] = [];
  for (const value of all) {
    const common = { value, label: wording(field, value), own: value === own };
    const facts = withFact(draft.facts, field, value);
    // The level decides, not a grade that belongs to another hospital.
    if (field === 'hospital.level') facts.delete('hospital.grade');
    try {
      choices.push({ ...common, estimate: await estimateDraft({ ...draft, facts }, options) });
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      choices.push({ ...common, refused: error.diagnostics });
    }
  }
  const [first] = choices;
  // What is wrong under every choice is wrong with the claim.
  if (first?.refused && choices.every((choice) => choice.refused)) throw new BaoxiaoError(first.refused);
  return { field, label: wording(field), choices };
}

/** Values of a field that figures or conditions of the policies name. */
function valuesTold(parts: readonly Part[], field: string): Set<string> {
  const found = new Set(toldBy(parts.map(({ version }) => version)).words.get(field));
  if (found.size === 0 || field === 'hospital.level') return found;
  // A rule of filing names the cases it changes, and the plain case stands beside them; one that names only the plain
  // case tells it from all others. Of referral there are but three.
  const all = fieldOf(field).table?.ids ?? [];
  const plain = fieldOf(field).default;
  if (plain === undefined || [...found].every((value) => value === plain)) return new Set(all);
  found.add(plain);
  return found;
}
