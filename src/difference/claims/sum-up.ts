import { CASH, RESULT, resultPlace } from '../../batch/results.ts';
import type { AmountField } from '../../batch/summary.ts';
import { CARES } from '../../codes/cares.ts';
import { INSURANCES } from '../../codes/insurances.ts';
import { loadRegions } from '../../codes/regions.ts';
import { ASSISTANCE_GROUPS, FILINGS, LEVELS, STATUSES } from '../../codes/tables.ts';
import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import { OUT } from '../../engine/plan.ts';
import { SETTLEMENT_FIELDS } from '../../engine/settlement.ts';
import { CLASS_ENDS, GROUP_FIELDS, type GroupField, SUM } from './outcome.ts';
import type { Names } from './refusals.ts';
import type {
  ClaimsDifference,
  DifferenceClass,
  DifferenceSum,
  FlowSum,
  GroupDifference,
  Reason,
} from './summary.ts';
import type { Counted, Flow } from './tally.ts';

/**
 * Adds up what the threads have counted.
 * @param starts lines at which the blocks begin
 */
export async function addUp(
  counted: readonly Counted[],
  starts: readonly number[],
  { reasons, places }: Names,
): Promise<Omit<ClaimsDifference, 'source' | 'largest' | 'blank'>> {
  const groups = counted.flatMap((one) => one.groups);
  const naming = await namingOf(
    groups.some(({ key }) => key.region !== ''),
    places,
  );
  const persons = (what: 'gain' | 'lose' | 'stay'): number =>
    counted.reduce((sum, one) => sum + one.persons[what], 0);
  const counts = { gain: persons('gain'), lose: persons('lose'), stay: persons('stay') };
  return {
    rows: counted.reduce((sum, one) => sum + one.rows, 0),
    all: sumOf(
      added(
        groups.map(({ sums }) => sums),
        SUM.size,
      ),
    ),
    ...(counts.gain + counts.lose + counts.stay > 0 && { persons: counts }),
    totals: {
      old: totalsOf(
        added(
          counted.map(({ old }) => old),
          RESULT.size,
        ),
      ),
      new: totalsOf(
        added(
          counted.map((one) => one.new),
          RESULT.size,
        ),
      ),
    },
    classes: classesOf(counted),
    groupings: GROUP_FIELDS.map((by) => ({ by, groups: groupsBy(by, groups, naming) })),
    flows: flowsOf(counted, starts, reasons),
  };
}

function added(lists: readonly (readonly bigint[])[], size: number): bigint[] {
  return Array.from({ length: size }, (_, at) => lists.reduce((sum, list) => sum + (list[at] ?? 0n), 0n));
}

function sumOf(sums: readonly bigint[]): DifferenceSum {
  const count = (place: number): number => Number(sums[place] ?? 0n);
  const amount = (place: number): bigint => sums[place] ?? 0n;
  return {
    claims: count(SUM.claims),
    gain: count(SUM.gain),
    lose: count(SUM.lose),
    stay: count(SUM.stay),
    shifted: count(SUM.shifted),
    cost: amount(SUM.cost),
    person: { old: amount(SUM.oldPerson), new: amount(SUM.newPerson) },
    fund: { old: amount(SUM.oldFund), new: amount(SUM.newFund) },
    gained: amount(SUM.gained),
    lost: amount(SUM.lost),
    onlyOld: count(SUM.onlyOld),
    onlyNew: count(SUM.onlyNew),
    neither: count(SUM.neither),
    reversals: count(SUM.reversals),
  };
}

function totalsOf(sums: readonly bigint[]): Record<AmountField, bigint> {
  const fields = SETTLEMENT_FIELDS.filter((field) => field !== 'pool_prop_selfpay');
  const entries = fields.map((field) => {
    const place = resultPlace(field);
    const places = place === CASH ? [RESULT.first + OUT.stored, RESULT.first + OUT.cash] : [place];
    return [field, places.reduce((sum, at) => sum + (sums[at] ?? 0n), 0n)] as const;
  });
  return Object.fromEntries(entries) as Record<AmountField, bigint>;
}

function classesOf(counted: readonly Counted[]): DifferenceClass[] {
  const middle = CLASS_ENDS.length + 1;
  const size = middle * 2 + 1;
  return Array.from({ length: size }, (_, at): DifferenceClass => {
    const [claims = 0n, difference = 0n] = added(
      counted.map(({ classes }) => classes[at] ?? []),
      2,
    );
    const step = Math.abs(at - middle);
    return {
      // The smallest difference there is, is a fen.
      from: step === 0 ? 0 : step === 1 ? 1 : (CLASS_ENDS[step - 2] ?? 0),
      below: step === 0 ? 0 : CLASS_ENDS[step - 1],
      direction: at < middle ? 'gain' : at > middle ? 'lose' : 'stay',
      claims: Number(claims),
      difference,
    };
  });
}

type Naming = (field: GroupField, key: string) => Text;

function groupsBy(by: GroupField, groups: Counted['groups'], naming: Naming): GroupDifference[] {
  const found = new Map<string, (readonly bigint[])[]>();
  for (const { key, sums } of groups) found.set(key[by], [...(found.get(key[by]) ?? []), sums]);
  const size = (one: DifferenceSum): bigint => {
    const difference = one.person.new - one.person.old;
    return difference < 0n ? -difference : difference;
  };
  return [...found]
    .map(([key, lists]) => ({ key, label: naming(by, key), ...sumOf(added(lists, SUM.size)) }))
    .filter((one) => one.claims !== 0 || one.onlyOld + one.onlyNew + one.neither + one.reversals > 0)
    .sort((a, b) => compare(size(b), size(a)) || b.claims - a.claims || (a.key < b.key ? -1 : 1));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function namingOf(named: boolean, places: Names['places']): Promise<Naming> {
  const regions = named ? await loadRegions() : undefined;
  const tables = {
    insurance: INSURANCES,
    'hospital.level': LEVELS,
    care: CARES,
    status: STATUSES,
    assistance: ASSISTANCE_GROUPS,
    'access.filing': FILINGS,
  } as const;
  return (field, key) => {
    if (key === '') return { zh: '未填写', en: 'not given' };
    if (field === 'region') return placeName(key, regions, places);
    const { values } = tables[field];
    const words = key.split('+').map((id) => values.find((value) => value.id === id)?.label ?? same(id));
    return joinTexts(words, '＋', ' + ');
  };
}

/** A place by the table of places, else as its own policy calls it. */
function placeName(
  key: string,
  regions: Awaited<ReturnType<typeof loadRegions>> | undefined,
  places: Names['places'],
): Text {
  if (!regions || !/^\d{6}$/.test(key)) return same(key);
  const name = { zh: regions.pathName(key, 'zh'), en: regions.pathName(key, 'en') };
  return name.zh === key ? (places.get(key) ?? name) : name;
}

function flowsOf(
  counted: readonly Counted[],
  starts: readonly number[],
  reasons: ReadonlyMap<string, Text>,
): FlowSum[] {
  const found = new Map<string, FlowSum>();
  const lineOf = ({ block, line }: Flow): number => (starts[block] ?? 0) + line;
  for (const flow of counted.flatMap(({ flows }) => flows)) {
    const key = `${flow.old} ${flow.new} ${flow.codes.join(' ')}`;
    const before = found.get(key);
    const [old, now] = flow.codes;
    found.set(key, {
      old: flow.old,
      new: flow.new,
      reasons: { old: reasonOf(old, reasons), new: reasonOf(now, reasons) },
      claims: flow.rows + (before?.claims ?? 0),
      firstLine: Math.min(lineOf(flow), before?.firstLine ?? Number.POSITIVE_INFINITY),
      person: {
        old: flow.oldPerson + (before?.person.old ?? 0n),
        new: flow.newPerson + (before?.person.new ?? 0n),
      },
    });
  }
  const differs = (flow: FlowSum): number => Number(flow.old !== flow.new);
  return [...found.values()].sort(
    (a, b) => differs(b) - differs(a) || b.claims - a.claims || (a.firstLine ?? 0) - (b.firstLine ?? 0),
  );
}

export function reasonOf(code: string, reasons: ReadonlyMap<string, Text>): Reason | undefined {
  return code === '' ? undefined : { code, label: reasons.get(code) ?? { zh: '', en: '' } };
}
