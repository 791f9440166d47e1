import type { Facts } from '../claim/claim.ts';
import { fieldOf } from '../claim/fields.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';

/** Something a policy needs to know that was not given, with the values the policy tells apart. */
export interface Need {
  readonly field: string;
  /** Values with a figure of their own where the need arose; undefined: any value of the field. */
  readonly choices?: readonly string[];
}

const NOTHING: ReadonlyMap<string, Need> = new Map();

/**
 * What is known of a claim in words while a policy is being resolved. Remembers what was asked for and missing (so the
 * prompts can ask, and the command can name it) and what was used (so unused input can be pointed out).
 */
export class Circumstances {
  readonly needs = new Map<string, Need>();
  readonly used = new Set<string>();
  /** Fields that were not given and were taken to have the value that follows from others, or their default. */
  readonly implied = new Set<string>();
  readonly problems: Omit<Diagnostic, 'severity'>[] = [];
  readonly #facts: Facts;
  readonly #defaults: boolean;
  /** Numbers derived from the claim: `admission`, `disease_count`. */
  readonly #numbers: ReadonlyMap<string, number>;

  /** @param defaults whether a field's default stands where nothing was given; the prompts ask instead */
  constructor(facts: Facts, numbers: ReadonlyMap<string, number>, defaults: boolean) {
    this.#facts = facts;
    this.#numbers = numbers;
    this.#defaults = defaults;
  }

  /** The word or words of a field; undefined (and noted) when not known. */
  words(field: string, choices?: readonly string[]): readonly string[] | undefined {
    this.used.add(field);
    let fact = this.#facts.get(field);
    if (fact === undefined) {
      fact = this.#implied(field);
      if (fact !== undefined) this.implied.add(field);
    }
    if (fact !== undefined) return Array.isArray(fact) ? fact : [String(fact)];
    if (field === 'supplements') return [];
    this.#need(field, choices);
    return undefined;
  }

  /**
   * Tries what may turn out not to be needed.
   * @returns what came of it, and what it would need to know, which is not asked for here
   */
  tentatively<T>(attempt: () => T): { readonly result: T; readonly needs: readonly Need[] } {
    const before = new Map(this.needs);
    const result = attempt();
    const needs = [...this.needs.values()].filter((need) => before.get(need.field) !== need);
    this.#needOnly(before);
    return { result, needs };
  }

  /** Where an attempt is decided after all, what it found missing on the way is not asked for: it does not matter. */
  unlessDecided<T>(attempt: () => T | undefined): T | undefined {
    const before = this.needs.size === 0 ? NOTHING : new Map(this.needs);
    const result = attempt();
    if (result !== undefined && this.needs.size > 0) this.#needOnly(before);
    return result;
  }

  number(field: string): number | undefined {
    this.used.add(field);
    const derived = this.#numbers.get(field);
    if (derived !== undefined) return derived;
    const fact = this.#facts.get(field);
    if (typeof fact === 'number') return fact;
    this.#need(field === 'disease_count' ? 'disease' : field);
    return undefined;
  }

  #implied(field: string): string | undefined {
    // Going to the community or a level 1 hospital first is what a referral is for.
    if (field === 'access.referral') {
      const level = this.#facts.get('hospital.level');
      return level === 'community' || level === '1' ? 'referred' : undefined;
    }
    if (field === 'access.place' || field === 'access.filing') return this.#whereFrom(field);
    return this.#defaults ? fieldOf(field).default : undefined;
  }

  /** Care at home needs no filing, and what needs none is at home; which province it was, a filing does not say. */
  #whereFrom(field: string): string | undefined {
    const filing = fieldOf('access.filing');
    const other = this.#facts.get(field === filing.key ? 'access.place' : filing.key);
    const known = other ?? (this.#defaults ? filing.default : undefined);
    return known === filing.default ? filing.default : undefined;
  }

  #needOnly(needs: ReadonlyMap<string, Need>): void {
    this.needs.clear();
    for (const need of needs.values()) this.needs.set(need.field, need);
  }

  #need(field: string, choices?: readonly string[]): void {
    const before = this.needs.get(field);
    const both =
      before?.choices && choices
        ? [...new Set([...before.choices, ...choices])]
        : (before?.choices ?? choices);
    this.needs.set(field, { field, ...(both && { choices: both }) });
  }
}

/** How fields and their values are called in one policy: its own wording first, then the general labels. */
export type Wording = (field: string, value?: string) => Text;
