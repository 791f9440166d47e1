import type { Text } from '../../diagnostics/text.ts';
import type { Origin } from '../../grammar/words.ts';
import { figuresOfVersion } from '../../policy/figures.ts';
import type { Policy, Version } from '../../policy/policy.ts';
import type { Figure } from '../../rules/figure.ts';

/** One thing of a policy that a case can touch, at its place in the file. */
export interface RulePlace {
  readonly kind: PlaceKind;
  /** `pooled_fund.rate.2`, `DIRECT_WITHOUT_REFERRAL`, `cover_start.3`. */
  readonly key: string;
  readonly version: string;
  /** The file it stands in, where that is not the policy's. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

export type PlaceKind =
  | 'figure'
  | 'band'
  | 'cap'
  | 'adjustment'
  | 'gate_open'
  | 'gate_shut'
  | 'eligibility'
  | 'refusal'
  | 'cover_start'
  | 'lifetime'
  | 'parameter';

/** What a kind of place is called, and when a case has touched it. */
export const PLACE_LABELS: Readonly<Record<PlaceKind, Text>> = {
  figure: { zh: '数值', en: 'figure' },
  band: { zh: '分段', en: 'band' },
  cap: { zh: '封顶线', en: 'cap' },
  adjustment: { zh: '调整', en: 'adjustment' },
  gate_open: { zh: '门槛内', en: 'gate, let in' },
  gate_shut: { zh: '门槛外', en: 'gate, kept out' },
  eligibility: { zh: '参保与就医条件', en: 'eligibility rule' },
  refusal: { zh: '不予支付的情形', en: 'refusal' },
  cover_start: { zh: '待遇起始规则', en: 'cover start' },
  lifetime: { zh: '终身待遇', en: 'lifetime rule' },
  parameter: { zh: '参数', en: 'parameter' },
};

/** What stands for a place in a set: its kind and where it is. */
export function placeKey(kind: PlaceKind, policy: string, { file = policy, line, column }: Origin): string {
  return `${kind} ${file}:${line}:${column}`;
}

/** Every place of a policy that cases should touch, in the order of the file. */
export function placesOf(policy: Policy): RulePlace[] {
  const found = [...policy.versions.flatMap(placesOfVersion), ...parametersOf(policy)];
  const seen = new Set<string>();
  return found
    .filter((place) => {
      const key = placeKey(place.kind, policy.file, place);
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => fileOrder(a, b) || a.line - b.line || a.column - b.column);
}

/** What stands in a shared table comes after what stands in the policy itself. */
function fileOrder({ file: a = '' }: RulePlace, { file: b = '' }: RulePlace): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function placesOfVersion(version: Version): RulePlace[] {
  const at = (kind: PlaceKind, key: string, { line = 0, column = 0 }: Origin): RulePlace => ({
    kind,
    key,
    version: version.from,
    line,
    column,
  });
  const figures = figuresOfVersion(version).flatMap(({ key, figure }) =>
    leafOrigins(figure).flatMap((origin) => kindsOf(key).map((kind) => at(kind, key, origin))),
  );
  return [
    ...figures,
    ...version.eligibility.map((rule) => at('eligibility', rule.code, rule.origin)),
    ...version.lines.flatMap((line) =>
      line.refuse.map((rule) => at('refusal', `${line.id}.${rule.code}`, rule.origin)),
    ),
    ...version.coverStart.map((rule, index) => at('cover_start', `cover_start.${index + 1}`, rule.origin)),
    ...version.lifetime.map((rule, index) =>
      at('lifetime', version.lifetime.length === 1 ? 'lifetime' : `lifetime.${index + 1}`, rule.origin),
    ),
  ];
}

function parametersOf(policy: Policy): RulePlace[] {
  return Object.entries(policy.parameters).flatMap(([key, { values }]) =>
    values.flatMap(({ from, amount }) =>
      leafOrigins(amount).map(({ file, line = 0, column = 0 }) => ({
        kind: 'parameter' as const,
        key,
        version: from,
        ...(file !== undefined && { file }),
        line,
        column,
      })),
    ),
  );
}

/** What a figure's key says it is. */
function kindsOf(key: string): PlaceKind[] {
  if (/^caps\.|\.cap(\.|$)/.test(key)) return ['cap'];
  if (/\.adjust\.\d+/.test(key)) return ['adjustment'];
  if (/\.gate\./.test(key)) return ['gate_open', 'gate_shut'];
  if (/\.(rate|up_to)(\.\d+)?$/.test(key)) return ['band'];
  return ['figure'];
}

/**
 * Where the leaves of a figure stand that a settlement can use. A share of a parameter is not one itself: its parameter,
 * or the amount set for the time being, is.
 */
function leafOrigins(figure: Figure): Origin[] {
  if (figure.kind === 'share') return figure.provisional ? leafOrigins(figure.provisional) : [];
  if (figure.kind !== 'by' && figure.kind !== 'cases') return [figure.origin];
  const rows = figure.rows.map((row) => row.figure);
  return [...rows, ...(figure.otherwise ? [figure.otherwise] : [])].flatMap(leafOrigins);
}
