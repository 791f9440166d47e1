import type { Lang } from '../../diagnostics/text.ts';
import { sentences } from './because.ts';
import { billOf, type DraftCase, type DraftClaim, leadOf, PAID_BY_BASIC } from './draft-case.ts';
import { plainYuan } from './figure-text.ts';
import { lineName, type PolicyDraft } from './model.ts';
import { quoted } from './yaml-text.ts';

/** Where the schema of cases lies for editors, seen from a file of cases. */
const SCHEMA = '../cases.schema.json';

/** What the claims of a supplement need of the basic scheme: its payers, all of them taken as given. */
export interface BasicPayers {
  readonly payers: readonly string[];
}

/** The file of first cases, one line for each part of a case, as in the shipped ones. */
export function casesYaml(
  draft: PolicyDraft,
  cases: readonly DraftCase[],
  lang: Lang,
  basic: BasicPayers = { payers: [] },
): string {
  const head = {
    zh: '第一批用例，金额按公式另算，并与引擎核对过。改了政策就改这里，再用 baoxiao check 检查。',
    en: 'First cases, worked out by formula and confirmed by the engine. Change them with the policy, then run baoxiao check.',
  };
  const blocks = cases.map((one) => caseLines(draft, one, lang, basic).join('\n'));
  return `# yaml-language-server: $schema=${SCHEMA}\n# ${head[lang]}\n${blocks.join('\n')}\n`;
}

function caseLines(draft: PolicyDraft, test: DraftCase, lang: Lang, basic: BasicPayers): string[] {
  const { name, assume, claims, expect, error, because } = test;
  const written = claims.map((claim) => claimText(draft, claim, basic));
  const wanted = expect.map(mapText);
  const several = claims.length > 1;
  const lead = expect.length === 1 && claims[0] ? leadOf(draft, claims[0]) : undefined;
  const reason = lead ? sentences([lead, because]) : because;
  return [
    `- name: ${quoted(name[lang])}`,
    ...(Object.keys(assume).length === 0 ? [] : [`  assume: ${mapText(assume)}`]),
    ...(several
      ? ['  claims:', ...written.map((text) => `    - ${text}`)]
      : written.map((text) => `  claim: ${text}`)),
    ...(several
      ? ['  expect:', ...wanted.map((text) => `    - ${text}`)]
      : wanted.map((text) => `  expect: ${text}`)),
    ...(error ? [`  expect_error: { code: ${error.code}, field: ${error.field} }`] : []),
    `  because: ${quoted(reason[lang])}`,
  ];
}

/** Amounts are strings; lists and percentages stand as they are. A `lines.x` key becomes a map of its own. */
function mapText(map: Readonly<Record<string, string>>): string {
  const entries = Object.entries(map).map(([key, value]) => {
    const [group, line] = key.split(/^(lines)\./).slice(1);
    if (group !== undefined && line !== undefined) return `${group}: { ${line}: "${value}" }`;
    return /^-?\d+\.\d\d$/.test(value) ? `${key}: "${value}"` : `${key}: ${value}`;
  });
  return `{ ${entries.join(', ')} }`;
}

function claimText(draft: PolicyDraft, claim: DraftClaim, basic: BasicPayers): string {
  const own = draft.kind === 'scheme';
  const parts = [
    `region: "${draft.code}"`,
    `insurance: ${own ? draft.scheme : draft.heldWith[0]}`,
    ...(own ? [] : [`supplements: [${draft.scheme}]`]),
    `care: ${claim.care}`,
    ...(claim.level === undefined ? [] : [`hospital: { level: ${claim.level} }`]),
    ...(own ? [] : ['access: { referral: referred }']),
    `date: ${claim.date}`,
    `expenses: { ${expensesText(draft, claim)} }`,
    ...(own ? [] : [`paid: { ${paidText(draft, basic)} }`]),
    ...(claim.paidBefore === undefined
      ? []
      : [`year_to_date: { ${lineName(draft)}: { paid: ${yuanText(claim.paidBefore)} } }`]),
  ];
  return `{ ${parts.join(', ')} }`;
}

function expensesText({ base }: PolicyDraft, claim: DraftClaim): string {
  const { total, selfFunded, outside } = billOf(base, claim);
  const parts = [
    `total: ${yuanText(total)}`,
    ...(selfFunded === 0n ? [] : [`self_funded: ${yuanText(selfFunded)}`]),
    ...(outside
      ? [`over_limit: ${yuanText(outside.overLimit)}`, `advance: ${yuanText(outside.advance)}`]
      : []),
  ];
  return parts.join(', ');
}

/** The basic scheme's payments: one sum from its first payer where the supplement pays on what is left, else nothing. */
function paidText({ base }: PolicyDraft, { payers }: BasicPayers): string {
  const amount = base === 'self_funded' ? 0n : PAID_BY_BASIC;
  return payers.map((payer, index) => `${payer}: ${yuanText(index === 0 ? amount : 0n)}`).join(', ');
}

function yuanText(fen: bigint): string {
  return plainYuan(Number(fen));
}
