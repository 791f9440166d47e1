import type { Part } from '../engine/resolve-input.ts';
import type { Policy, Version } from '../policy/policy.ts';
import type { MapTree, Tree } from '../source/tree.ts';
import { entryOf } from '../source/tree.ts';
import { type Observation, observe } from './observe.ts';
import { Places } from './places.ts';

/** What every check of a policy needs to know besides the policy. */
export interface Settings {
  /** ISO date against which ages and dates to come are measured. */
  readonly today: string;
  /** Months after which a check has grown old, and whether the user named them. */
  readonly checkedWithin: number;
  readonly asked: boolean;
}

/** One policy that is looked at: as read, as written, and as all combinations of circumstances show it. */
export class Subject {
  readonly places: Places;
  readonly #observed = new Map<Version, Observation>();

  constructor(
    readonly file: string,
    readonly policy: Policy,
    readonly tree: Tree,
    readonly settings: Settings,
    /** The rules that hold everywhere, where there are any. */
    readonly national: Policy | undefined,
    /** The policy with what it takes from shared tables. */
    readonly filled: Policy = policy,
  ) {
    this.places = new Places(tree);
  }

  /** A version under all combinations of circumstances; worked out once. */
  observed(version: Version): Observation {
    let observation = this.#observed.get(version);
    if (!observation) {
      observation = observe({ policy: this.filled, version }, this.nationalOn(version.from));
      this.#observed.set(version, observation);
    }
    return observation;
  }

  /** The rules that hold everywhere, as they are on a date. */
  nationalOn(date: string): Part | undefined {
    const { national } = this;
    if (!national || national.id === this.policy.id) return undefined;
    const version = national.versions.find(
      ({ from, to }) => from <= date && (to === undefined || date <= to),
    );
    return version && { policy: national, version };
  }

  /** The entry of the head of the file under some keys. */
  head(...keys: readonly string[]): Tree | undefined {
    let tree: Tree | undefined = this.tree;
    for (const key of keys) tree = tree && entryOf(tree, key);
    return tree;
  }

  versionTree(version: Version): MapTree | undefined {
    return this.places.map(version.origin);
  }
}
