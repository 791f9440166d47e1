import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { INSURANCES } from '../codes/insurances.ts';
import { PAYERS } from '../codes/payers.ts';
import { GENERIC, isOnePool, parentsOf } from '../codes/place-code.ts';
import { fail } from '../diagnostics/diagnostic.ts';
import { isTableFile } from './files.ts';
import { Folders } from './folders.ts';
import { readKept, type Shelves } from './kept.ts';
import type { Policy } from './policy.ts';
import { Shelf } from './shelf.ts';

/**
 * The policy folders: the user's first, then the shipped ones. Knows from the names of folders and files what there is
 * and reads a policy only when it is asked for, so that start-up does not grow with the library.
 */
export class Library {
  readonly #shelves: Shelves;
  readonly #shelf: Shelf;
  readonly #policies = new Map<string, Promise<Policy>>();
  /** By path of a policy, the shared parameters it takes. */
  readonly #wanting = new Map<string, readonly string[]>();
  #folders: Folders;

  /**
   * @param roots folders of `<code>-<pinyin>/<scheme>.yaml`, the first ones win
   * @param compiled folder of compiled copies, used for a file whose text they were made from
   * @param texts by path, what stands in for the text of a file: an edit that is being tried
   * @param tables where shared tables are looked for, too, that the roots do not have
   */
  constructor(
    roots: readonly string[],
    compiled?: string,
    texts: ReadonlyMap<string, string> = new Map(),
    tables?: string,
  ) {
    this.#folders = new Folders(roots);
    this.#shelves = { roots, compiled, texts };
    const last = tables !== undefined && !roots.includes(tables) ? [tables] : [];
    this.#shelf = new Shelf({ roots: [...roots, ...last], compiled, texts });
  }

  /** The folders policies are kept in, the first ones win. */
  get roots(): readonly string[] {
    return this.#folders.roots;
  }

  /** A library of the same folders with other texts for some files; what was read of the others is kept. */
  with(texts: ReadonlyMap<string, string>): Library {
    const other = new Library(
      this.roots,
      this.#shelves.compiled,
      new Map([...this.#shelves.texts, ...texts]),
      this.#shelf.last,
    );
    other.#folders = this.#folders;
    const tables = [...texts.keys()].filter(isTableFile).map((path) => basename(path, '.yaml'));
    for (const [path, policy] of this.#policies) {
      const wants = this.#wanting.get(path) ?? [];
      if (texts.has(path) || wants.some((name) => tables.includes(name))) continue;
      other.#policies.set(path, policy);
      other.#wanting.set(path, wants);
    }
    return other;
  }

  /** Whether any policy is kept for exactly this code. */
  has(code: string): boolean {
    return this.#folders.of(code).length > 0;
  }

  /** All codes that have policies. */
  codes(): string[] {
    return [...this.#folders.codes];
  }

  /** What the folders of a code are called besides it: the pinyin of `999900-xugou`. */
  folderNames(code: string): string[] {
    return this.#folders.of(code).map((folder) => basename(folder).slice(7).toLowerCase());
  }

  /** Names of the schemes (`employee`) or supplements kept for a code. */
  names(code: string, kind: 'scheme' | 'supplement'): string[] {
    return [...this.#folders.names(code)].filter(
      (name) => (INSURANCES.find(name)?.id === name) === (kind === 'scheme'),
    );
  }

  /** The policy kept for exactly this code and scheme. */
  async get(code: string, name: string): Promise<Policy | undefined> {
    const folder = this.#folders.having(code, name);
    if (folder === undefined) return undefined;
    const policy = await this.#load(join(folder, `${name}.yaml`));
    if (policy.id === `${code}/${name}`) return policy;
    return fail({
      code: 'POLICY_ID',
      message: {
        zh: `编号“${policy.id}”与位置不符`,
        en: `the id “${policy.id}” does not fit where the file is`,
      },
      hint: { zh: `应为 ${code}/${name}`, en: `it should be ${code}/${name}` },
      place: { file: policy.file, line: 1, column: 1 },
    });
  }

  /** The folder that the policy of a code and scheme is taken from. */
  rootOf(code: string, name: string): string | undefined {
    const folder = this.#folders.having(code, name);
    return folder === undefined
      ? undefined
      : this.roots.find((root) => folder === join(root, basename(folder)));
  }

  /** The policy that applies in a place: its own, that of its city, or one of its province that says it applies there. */
  async find(code: string, name: string): Promise<Policy | undefined> {
    for await (const policy of this.applying(code, name)) return policy;
    return undefined;
  }

  /** Every policy of a scheme that applies in a place, nearest first. */
  async *applying(code: string, name: string): AsyncGenerator<Policy> {
    const own = await this.get(code, name);
    if (own) yield own;
    for (const parent of parentsOf(code)) {
      const policy = await this.get(parent, name);
      if (!policy) continue;
      const named =
        policy.appliesIn === 'all' ||
        policy.appliesIn.some((place) => place === code || parentsOf(code).includes(place));
      if (isOnePool(parent) || named) yield policy;
    }
  }

  /** A supplement by id or name, of the place or one of its parents, or one sold everywhere. */
  async findSupplement(code: string, word: string): Promise<Policy | undefined> {
    const id = PAYERS.find((payer) => payer.label.zh === word || payer.also?.includes(word))?.id ?? word;
    const chain = [code, ...parentsOf(code), GENERIC];
    for (const place of chain) {
      const found = await this.get(place, id.toLowerCase());
      if (found?.kind === 'supplement') return found;
    }
    // A title may hold full-width brackets, which are typed either way.
    const asked = word.normalize('NFKC');
    for (const place of chain) {
      for (const name of this.names(place, 'supplement')) {
        const policy = await this.get(place, name);
        if (policy && [policy.title.zh, policy.title.en].some((title) => title.normalize('NFKC') === asked))
          return policy;
      }
    }
    return undefined;
  }

  /** Supplements that people of a place may hold, by id. */
  supplementsOf(code: string): string[] {
    const chain = [code, ...parentsOf(code), GENERIC];
    return [...new Set(chain.flatMap((place) => this.names(place, 'supplement')))];
  }

  /** Schemes that apply in a place, by id. */
  async schemesOf(code: string): Promise<string[]> {
    const names = new Set([code, ...parentsOf(code)].flatMap((place) => this.names(place, 'scheme')));
    const found: string[] = [];
    for (const name of INSURANCES.ids) if (names.has(name) && (await this.find(code, name))) found.push(name);
    return found;
  }

  /** Rules that hold everywhere unless a policy says otherwise. */
  async national(): Promise<Policy | undefined> {
    const root = this.nationalRoot();
    return root === undefined ? undefined : this.#load(join(root, 'national.yaml'));
  }

  /** The folder that the national rules are taken from. */
  nationalRoot(): string | undefined {
    return this.roots.find((path) => existsSync(join(path, 'national.yaml')));
  }

  /** Every policy, for the overview and for tests. */
  async all(): Promise<Policy[]> {
    const found: Policy[] = [];
    for (const code of this.codes()) {
      for (const name of [...this.#folders.names(code)].sort()) {
        const policy = await this.get(code, name);
        if (policy) found.push(policy);
      }
    }
    return found;
  }

  #load(path: string): Promise<Policy> {
    let loading = this.#policies.get(path);
    if (!loading) {
      loading = this.#read(path);
      this.#policies.set(path, loading);
    }
    return loading;
  }

  async #read(path: string): Promise<Policy> {
    const { text, file, copy } = readKept<{ policy: Policy }>(path, this.#shelves);
    const policy = copy?.policy ?? (await import('./load.ts')).loadPolicy(text, file);
    if (!policy.wants) return policy;
    this.#wanting.set(path, policy.wants);
    return this.filled(policy, text);
  }

  /**
   * A policy with the parameters that it leaves to the shared tables.
   * @throws BaoxiaoError where there is no such table, or none has a value for its place
   */
  async filled(policy: Policy, text: string): Promise<Policy> {
    if (!policy.wants) return policy;
    const code = policy.id.split('/')[0] ?? '';
    const found = new Map(
      await Promise.all(policy.wants.map(async (name) => [name, await this.#shelf.get(name)] as const)),
    );
    const { fillParameters } = await import('./fill.ts');
    const tables = { names: this.#shelf.names(), of: (name: string) => found.get(name) ?? [] };
    return fillParameters(policy, [code, ...parentsOf(code)], tables, text);
  }
}
