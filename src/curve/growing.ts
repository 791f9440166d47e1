import { BUCKET, IN, type Plan } from '../engine/plan.ts';

/** The costs on which something of a plan depends, each to grow by itself from nothing. */
export function growing(plan: Plan): [string, number][] {
  const lines = plan.lines.filter((line) => line.state === 'computed');
  const parts = [...new Set(lines.flatMap((line) => [line.part, line.extraPart]))].filter(
    (place) => place >= 0,
  );
  const tagged = parts.map((place): [string, number] => [plan.parts[place - IN.first] ?? '', place]);
  const onlyParts = lines.some((line) => line.basic) && lines.every((line) => !line.basic || line.part >= 0);
  const pays = (bucket: number): boolean => lines.some(({ buckets }) => (buckets & bucket) !== 0);
  const others: [string, number, number][] = [
    ['advance', IN.advance, BUCKET.advance],
    ['over_limit', IN.overLimit, BUCKET.overLimit],
    ['self_funded', IN.selfFunded, BUCKET.selfFunded],
  ];
  return [
    ...(onlyParts ? [] : [['in_policy', 0] as [string, number]]),
    ...tagged,
    ...others.flatMap(([name, place, bucket]): [string, number][] => (pays(bucket) ? [[name, place]] : [])),
  ];
}
