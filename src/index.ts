import { readDraft } from './claim/read.ts';
import { DATE_FORM } from './claim/values.ts';
import { Problems } from './diagnostics/diagnostic.ts';
import type { Lang, Text } from './diagnostics/text.ts';
import { estimateDraft } from './engine/estimate.ts';
import { isDay } from './grammar/days.ts';
import { openLibrary } from './policy/shipped.ts';
import type { EstimateResult } from './report/estimate-data.ts';
import { settlementJson } from './report/json.ts';
import { treeOf } from './source/tree.ts';

export { BaoxiaoError, type Diagnostic, type Place, type Severity } from './diagnostics/diagnostic.ts';
export type { Lang, Text } from './diagnostics/text.ts';
export type { SettlementField } from './engine/settlement.ts';
export type {
  EstimateBand,
  EstimateBasis,
  EstimateInput,
  EstimateNotice,
  EstimatePayer,
  EstimatePolicy,
  EstimateResult,
  EstimateSettlement,
  EstimateSource,
  EstimateStep,
  JsonValue,
} from './report/estimate-data.ts';

/** Options of `estimate`. */
export interface EstimateCallOptions {
  /** Language of labels and messages; Chinese by default. */
  readonly lang?: Lang;
  /** Folders of your own policies; they win over the shipped ones. */
  readonly policies?: readonly string[];
  /** Figures for what the policy does not state, as `--assume` takes them: `{ 'pooled_fund.rate': '70%' }`. */
  readonly assume?: Readonly<Record<string, string>>;
  /** ISO date used where the claim has none; today by default. */
  readonly today?: string;
}

/**
 * Estimates one claim.
 * @param claim fields in our names, the national interface's or the Chinese labels, nested or flat; amounts as strings
 *   of yuan (`'120600.00'`) or numbers
 * @throws BaoxiaoError whose `diagnostics` name every field or option that is missing or wrong, or the figure that is
 *   not stated
 */
export async function estimate(claim: object, options: EstimateCallOptions = {}): Promise<EstimateResult> {
  const problems = new Problems();
  checkOptions(options, problems);
  problems.throwIfFailed();
  const draft = readDraft(treeOf(claim, 'claim'), (problem) => problems.error(problem));
  problems.throwIfFailed();
  const result = await estimateDraft(draft, {
    library: openLibrary(options.policies),
    assumptions: new Map(Object.entries(options.assume ?? {})),
    ...(options.today !== undefined && { today: options.today }),
  });
  return settlementJson(result, { lang: options.lang ?? 'zh' });
}

/** What each option must be: a call from JavaScript has no compiler before it. */
const OPTIONS: Readonly<
  Record<keyof EstimateCallOptions, readonly [holds: (value: unknown) => boolean, form: Text]>
> = {
  lang: [(value) => value === 'zh' || value === 'en', { zh: "写成 'zh' 或 'en'", en: "write 'zh' or 'en'" }],
  policies: [
    (value) => Array.isArray(value) && value.every(isText),
    { zh: "写成文件夹的数组：['mine']", en: "write a list of folders: ['mine']" },
  ],
  assume: [
    (value) => isRecord(value) && Object.values(value).every(isText),
    {
      zh: "写成名称和文字：{ 'pooled_fund.rate': '70%' }",
      en: "write names and texts: { 'pooled_fund.rate': '70%' }",
    },
  ],
  today: [(value) => isText(value) && isDay(value), DATE_FORM],
};

function checkOptions(options: unknown, problems: Problems): void {
  const names = Object.keys(OPTIONS).join(', ');
  const known: Text = { zh: `可用：${names}`, en: `there are: ${names}` };
  const wrong = (field: string, message: Text, hint: Text): void => {
    problems.error({ code: 'BAD_OPTION', message, hint, field });
  };
  if (!isRecord(options)) wrong('options', { zh: '选项应是一个对象', en: 'options are an object' }, known);
  for (const [name, value] of Object.entries(isRecord(options) ? options : {})) {
    if (!Object.hasOwn(OPTIONS, name)) {
      wrong(name, { zh: `没有选项 ${name}`, en: `there is no option ${name}` }, known);
      continue;
    }
    const [holds, form] = OPTIONS[name as keyof EstimateCallOptions];
    if (value !== undefined && !holds(value))
      wrong(name, { zh: `选项 ${name} 的值不对`, en: `the option ${name} has a wrong value` }, form);
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
