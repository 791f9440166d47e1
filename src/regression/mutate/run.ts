import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { BaoxiaoError } from '../../diagnostics/diagnostic.ts';
import { caseFileOf, TABLES } from '../../policy/files.ts';
import { Library } from '../../policy/library.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Case } from '../case.ts';
import { findCaseFiles } from '../find.ts';
import { readCases } from '../read-cases.ts';
import { runCase } from '../run.ts';
import type { Collector, Mutation } from './collector.ts';
import { mutationsOf, tableMutationsOf } from './policy.ts';
import type { Edit } from './source.ts';

/** What became of a mutant: a case failed, the loader refused it, or nobody noticed. */
export type Fate = 'killed' | 'refused' | 'survived';

export interface Mutant extends Mutation {
  /** The policy's id. */
  readonly policy: string;
  readonly file: string;
  /** Its place among the policy's, from 0. */
  readonly place: number;
  readonly fate: Fate;
  /** The case that failed first. */
  readonly by?: string;
}

/** A policy or a shared table, its text, and the cases that look at it: its own first. */
export interface Subject {
  readonly path: string;
  /** The policy's, or `parameters/income_per_head`. */
  readonly id: string;
  /** The policy itself, or those that take the parameter. */
  readonly policies: readonly Policy[];
  readonly text: string;
  readonly cases: readonly Case[];
  /** The versions that each case was settled by, as `<policy> <from>`; none for one that was refused. */
  readonly settledBy: ReadonlyMap<Case, ReadonlySet<string>>;
  readonly mutations: Collector;
}

/** Every `of`th mutant whose place holds a text, from `index` on: policies differ too much in size to share them out whole. */
export interface Turn {
  readonly at?: string;
  readonly index: number;
  readonly of: number;
}

/** A library that notes which policies are looked at. */
class Watched extends Library {
  readonly seen = new Set<Policy>();

  override async get(code: string, name: string): Promise<Policy | undefined> {
    return this.#note(await super.get(code, name));
  }

  override async national(): Promise<Policy | undefined> {
    return this.#note(await super.national());
  }

  #note(policy: Policy | undefined): Policy | undefined {
    if (policy) this.seen.add(policy);
    return policy;
  }
}

/**
 * The policies of a folder, each with the cases beside any of them that look at it.
 * @throws Error where a case fails before anything was changed
 */
export async function subjectsOf(root: string): Promise<Subject[]> {
  const library = new Watched([root]);
  const national = await library.national();
  const policies = [...(national ? [national] : []), ...(await library.all())];
  const looked = new Map<Policy, Case[]>(policies.map((policy) => [policy, []]));
  const settledBy = new Map<Case, ReadonlySet<string>>();
  for (const file of findCaseFiles([root])) {
    for (const one of readCases(readFileSync(file, 'utf8'), file)) {
      library.seen.clear();
      const { failures, estimates } = await runCase(one, library);
      const parts = estimates.flatMap(({ plan }) => plan.policies);
      settledBy.set(one, new Set(parts.map(({ policy, version }) => `${policy.id} ${version.from}`)));
      if (failures.length > 0) throw new Error(`${file}: “${one.name}” fails before anything is changed`);
      for (const policy of library.seen) looked.get(policy)?.push(one);
    }
  }
  const subjects = policies.map((policy): Subject => {
    const path = pathOf(root, policy);
    const cases = looked.get(policy) ?? [];
    const own = cases.filter(({ place }) => place.file === caseFileOf(path));
    const others = cases.filter((one) => !own.includes(one));
    const text = readFileSync(path, 'utf8');
    const mutations = mutationsOf(text, policy.kind === 'supplement');
    const ordered = [...own, ...others];
    return { path, id: policy.id, policies: [policy], text, cases: ordered, settledBy, mutations };
  });
  return [...subjects, ...tablesOf(root, policies, looked)];
}

/** The shared tables, each with the policies that take it and the cases of all of these. */
function tablesOf(
  root: string,
  policies: readonly Policy[],
  looked: ReadonlyMap<Policy, readonly Case[]>,
): Subject[] {
  const names = [...new Set(policies.flatMap(({ wants }) => wants ?? []))].sort();
  return names.map((name) => {
    const path = join(root, TABLES, `${name}.yaml`);
    const text = readFileSync(path, 'utf8');
    const taking = policies.filter(({ wants }) => wants?.includes(name));
    const cases = [...new Set(taking.flatMap((policy) => looked.get(policy) ?? []))];
    return {
      path,
      id: `${TABLES}/${name}`,
      policies: taking,
      text,
      cases,
      // A table has no versions that cases could be told apart by.
      settledBy: new Map(),
      mutations: tableMutationsOf(text),
    };
  });
}

/** `policies/371300-linyi/employee.yaml` is kept under the root as `371300-linyi/employee.yaml`. */
function pathOf(root: string, { file, id }: Policy): string {
  return id === 'national'
    ? join(root, 'national.yaml')
    : join(root, basename(dirname(file)), basename(file));
}

/**
 * Tries mutations of a policy, each with its place among all.
 * @param base a library of the same root, what it has read being kept
 * @param noticed which case noticed a change, by what was changed: policies are alike, and so are their cases
 */
export async function mutantsOf(
  subject: Subject,
  base: Library,
  noticed: Map<string, string>,
  turn: Turn = { index: 0, of: 1 },
): Promise<Mutant[]> {
  const { id, policies, path, text } = subject;
  const found: Mutant[] = [];
  const same = meaning(policies);
  let order = [...subject.cases];
  let version: string | undefined;
  const { at = '' } = turn;
  const mutations = subject.mutations.mutations.filter((one) => one.at.includes(at));
  for (const [place, mutation] of mutations.entries()) {
    if (place % turn.of !== turn.index) continue;
    const within = versionOf(mutation.at);
    if (within !== version) order = settledFirst(subject, within);
    version = within;
    const library = base.with(new Map([[path, applied(text, mutation.edit)]]));
    const mutant = { ...mutation, place, policy: id, file: relative(process.cwd(), path) };
    const changed = await loaded(library, policies);
    if (!changed) {
      found.push({ ...mutant, fate: 'refused' });
      continue;
    }
    // A default written out, or not: another text, but the same policy.
    if (meaning(changed) === same) continue;
    const change = `${mutation.at.replace(/^versions\[[^\]]*\]/, '')}: ${mutation.becomes}`;
    toFront(order, ({ name }) => name === noticed.get(change));
    const killer = await firstFailing(order, library);
    if (killer) {
      // What noticed this change is likely to notice the next, which is near it.
      toFront(order, (one) => one === killer);
      noticed.set(change, killer.name);
    }
    found.push({ ...mutant, fate: killer ? 'killed' : 'survived', ...(killer && { by: killer.name }) });
  }
  return found;
}

/** The first day of the version that a change is in. */
function versionOf(at: string): string | undefined {
  return /^versions\[([^\]]*)\]/.exec(at)?.[1];
}

/** The cases that a version settles are likely to notice what changes in it. */
function settledFirst({ id, cases, settledBy }: Subject, version: string | undefined): Case[] {
  if (version === undefined) return [...cases];
  const own = cases.filter((one) => settledBy.get(one)?.has(`${id} ${version}`));
  const settled = new Set(own);
  return [...own, ...cases.filter((one) => !settled.has(one))];
}

function toFront(order: Case[], wanted: (one: Case) => boolean): void {
  const at = order.findIndex(wanted);
  if (at > 0) order.unshift(...order.splice(at, 1));
}

export function applied(text: string, { start, end, insert }: Edit): string {
  return text.slice(0, start) + insert + text.slice(end);
}

/** The policies as changed; undefined where the loader refuses one. */
async function loaded(
  library: Library,
  policies: readonly Policy[],
): Promise<readonly (Policy | undefined)[] | undefined> {
  let id = '';
  try {
    const found: (Policy | undefined)[] = [];
    for (const policy of policies) {
      id = policy.id;
      const [code = '', name = ''] = id.split('/');
      found.push(await (id === 'national' ? library.national() : library.get(code, name)));
    }
    return found.includes(undefined) ? undefined : found;
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    const broken = error.diagnostics.find(({ code }) => code === 'YAML_SYNTAX' || code === 'DUPLICATE_KEY');
    if (broken) throw new Error(`${id}: mutate broke the YAML in line ${broken.place?.line}`);
    return undefined;
  }
}

/** All that policies say, wherever in their files they say it. */
function meaning(policies: readonly (Policy | undefined)[]): string {
  return JSON.stringify(policies, (key, value) => (key === 'line' || key === 'column' ? undefined : value));
}

async function firstFailing(cases: readonly Case[], library: Library): Promise<Case | undefined> {
  for (const one of cases) if ((await runCase(one, library)).failures.length > 0) return one;
  return undefined;
}
