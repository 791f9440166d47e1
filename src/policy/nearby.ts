import { GENERIC } from '../codes/place-code.ts';
import { provincesBeside } from '../codes/provinces.ts';
import type { Library } from './library.ts';

/** Where the places with a policy lie that are nearest to one without. */
export type Nearness = 'city' | 'province' | 'beside' | 'anywhere';

export interface Nearby {
  readonly where: Nearness;
  readonly codes: readonly string[];
}

/**
 * The places with a policy that are nearest to a place: in its city, else its province, else a province beside it.
 * @param schemes those wanted; empty for any
 */
export function nearbyPlaces(code: string, library: Library, schemes: readonly string[]): Nearby {
  const wanted = (scheme: string): boolean => schemes.length === 0 || schemes.includes(scheme);
  const held = library
    .codes()
    .filter((other) => other !== code && other !== GENERIC && library.names(other, 'scheme').some(wanted));
  const city = code.slice(0, 4);
  const beside = provincesBeside(code);
  const rings: [Nearness, (other: string) => boolean][] = [
    ['city', (other) => other.slice(0, 4) === city],
    ['province', (other) => other.slice(0, 2) === code.slice(0, 2)],
    ['beside', (other) => beside.includes(other.slice(0, 2))],
  ];
  for (const [where, near] of rings) {
    const codes = held.filter(near);
    if (codes.length > 0) return { where, codes };
  }
  return { where: 'anywhere', codes: held };
}
