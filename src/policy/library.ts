import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PAYERS } from '../codes/payers.ts';
import { INSURANCES } from '../codes/tables.ts';
import { fail } from '../diagnostics/diagnostic.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import { isPolicyFile, isTableFile } from './files.ts';
import { readKept, type Shelves } from './kept.ts';
import type { Policy, Version } from './policy.ts';
import { Shelf } from './shelf.ts';

/** Code of the samples whose source names no place, and of what holds everywhere. */
export const GENERIC = '000000';

/** The folder of a place: its code, and what it is called. */
const CODED = /^(\d{6})(?:-|$)/;

/**
 * The policy folders: the user's first, then the shipped ones. Knows from the names of folders and files what there is
 * and reads a policy only when it is asked for, so that start-up does not grow with the library.
 */
export class Library {
  readonly #roots: readonly string[];
  readonly #shelves: Shelves;
  readonly #shelf: Shelf;
  readonly #policies = new Map<string, Promise<Policy>>();
  /** By path of a policy, the shared parameters it takes. */
  readonly #wanting = new Map<string, readonly string[]>();
  readonly #names = new Map<string, readonly string[]>();
  readonly #folders = new Map<string, readonly string[]>();
  #entries: readonly (readonly [root: string, names: readonly string[]])[] | undefined;
  #codes: readonly string[] | undefined;

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
    this.#roots = roots;
    this.#shelves = { roots, compiled, texts };
    const last = tables !== undefined && !roots.includes(tables) ? [tables] : [];
    this.#shelf = new Shelf({ roots: [...roots, ...last], compiled, texts });
  }

  /** The folders policies are kept in, the first ones win. */
  get roots(): readonly string[] {
    return this.#roots;
  }

  /** A library of the same folders with other texts for some files; what was read of the others is kept. */
  with(texts: ReadonlyMap<string, string>): Library {
    const other = new Library(
      this.#roots,
      this.#shelves.compiled,
      new Map([...this.#shelves.texts, ...texts]),
      this.#shelf.last,
    );
    other.#entries = this.#entries;
    other.#codes = this.#codes;
    for (const [code, folders] of this.#folders) other.#folders.set(code, folders);
    for (const [folder, names] of this.#names) other.#names.set(folder, names);
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
    return this.#foldersOf(code).length > 0;
  }

  /** All codes that have policies. */
  codes(): string[] {
    this.#codes ??= this.#allCodes();
    return [...this.#codes];
  }

  /** What the folders of a code are called besides it: the pinyin of `999900-xugou`. */
  folderNames(code: string): string[] {
    return this.#foldersOf(code).map((folder) => basename(folder).slice(7).toLowerCase());
  }

  /** Names of the schemes (`employee`) or supplements kept for a code. */
  names(code: string, kind: 'scheme' | 'supplement'): string[] {
    const all = this.#foldersOf(code).flatMap((folder) => this.#namesIn(folder));
    return [...new Set(all)].filter((name) => (INSURANCES.find(name)?.id === name) === (kind === 'scheme'));
  }

  /** The policy kept for exactly this code and scheme. */
  async get(code: string, name: string): Promise<Policy | undefined> {
    const folder = this.#foldersOf(code).find((candidate) => this.#namesIn(candidate).includes(name));
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
    const folder = this.#foldersOf(code).find((candidate) => this.#namesIn(candidate).includes(name));
    return folder === undefined
      ? undefined
      : this.#roots.find((root) => folder === join(root, basename(folder)));
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
    return this.#roots.find((path) => existsSync(join(path, 'national.yaml')));
  }

  /** Every policy, for the overview and for tests. */
  async all(): Promise<Policy[]> {
    const found: Policy[] = [];
    for (const code of this.codes()) {
      const names = new Set(this.#foldersOf(code).flatMap((folder) => this.#namesIn(folder)));
      for (const name of [...names].sort()) {
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

  /** The folders of a code. Only they are looked at more closely than by name, since a library may have thousands. */
  #foldersOf(code: string): readonly string[] {
    let folders = this.#folders.get(code);
    if (!folders) {
      folders = this.#listing().flatMap(([root, names]) =>
        names
          .filter((name) => name.startsWith(code) && CODED.exec(name)?.[1] === code)
          .map((name) => join(root, name))
          .filter(isFolder),
      );
      this.#folders.set(code, folders);
    }
    return folders;
  }

  /** Schemes and supplements of a folder, by file name. */
  #namesIn(folder: string): readonly string[] {
    let names = this.#names.get(folder);
    if (!names) {
      names = readdirSync(folder).flatMap((file) => (isPolicyFile(file) ? [file.slice(0, -5)] : []));
      this.#names.set(folder, names);
    }
    return names;
  }

  /** The codes of all folders, which are then known without looking again. */
  #allCodes(): readonly string[] {
    const found = new Map<string, string[]>();
    for (const [root, names] of this.#listing()) {
      for (const name of names) {
        const code = CODED.exec(name)?.[1];
        if (code !== undefined) found.set(code, [...(found.get(code) ?? []), join(root, name)]);
      }
    }
    for (const [code, paths] of found) this.#folders.set(code, paths.filter(isFolder));
    return [...found.keys()].filter((code) => this.has(code)).sort();
  }

  /** What lies in the roots, by name: all of the library that is read before something is asked for. */
  #listing(): readonly (readonly [root: string, names: readonly string[]])[] {
    this.#entries ??= this.#roots.map((root) => {
      if (!isFolder(root)) {
        fail({
          code: 'NO_POLICY_FOLDER',
          message: existsSync(root)
            ? { zh: `${root} 不是文件夹`, en: `${root} is not a folder` }
            : { zh: `没有政策文件夹 ${root}`, en: `there is no policy folder ${root}` },
        });
      }
      return [root, readdirSync(root)] as const;
    });
    return this.#entries;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Municipalities are one pool, districts and all. */
const MUNICIPALITIES = ['110000', '120000', '310000', '500000'];

/** Whether a code is a city or municipality, whose rules are those of all places in it; a province's are not. */
export function isOnePool(code: string): boolean {
  return /^\d{6}$/.test(code) && (!code.endsWith('0000') || MUNICIPALITIES.includes(code));
}

/** The places a code lies in, nearest first: 371302 -> 371300, 370000. */
export function parentsOf(code: string): string[] {
  const parents = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
  return parents.filter(
    (parent, index) => parent !== code && parents.indexOf(parent) === index && !parent.startsWith('00'),
  );
}

/**
 * The version in force on a date.
 * @param besides what else to say where there is none
 * @throws BaoxiaoError where the date is before the first version, after one that ended, or in a gap
 */
export function versionOn(policy: Policy, date: string, besides?: Text): Version {
  const version = policy.versions.find(
    (candidate) => candidate.from <= date && (candidate.to === undefined || date <= candidate.to),
  );
  if (version) return version;
  const first = policy.versions[0]?.from ?? '';
  const last = policy.versions.at(-1)?.to;
  const before = date < first;
  if (!before && (last === undefined || date <= last)) return refuseInGap(policy, date, besides);
  return fail({
    code: before ? 'DATE_BEFORE_POLICY' : 'DATE_AFTER_POLICY',
    message: {
      zh: `${policy.title.zh}没有 ${date} 的规则（${before ? `${first} 起` : `到 ${last} 为止`}）`,
      en: `${policy.title.en} has no rules for ${date} (${before ? `they begin on ${first}` : `they ended on ${last}`})`,
    },
    hint: joined(besides, before ? EARLIER_DATE : OTHER_DATE),
    field: 'date',
    value: date,
  });
}

function joined(besides: Text | undefined, hint: Text): Text {
  return besides ? joinTexts([besides, hint], '；', '; ') : hint;
}

const EARLIER_DATE: Text = {
  zh: '更早的标准没有收录，后来的不用于以前；请核对结算时间，或用 --policies 加自己的',
  en: 'what held before is not in the library, and later figures are not used for it; check the settlement date, or add your own with --policies',
};
const OTHER_DATE: Text = {
  zh: '旧标准不用于别的日期；请核对结算时间',
  en: 'figures of another date are not used; check the settlement date',
};

/** A date between two versions: says what there is on both sides and, where the policy gives it, why nothing lies between. */
function refuseInGap(policy: Policy, date: string, besides?: Text): never {
  const spans = policy.versions.map(({ from, to }) => ({
    zh: to === undefined ? `${from} 起` : `${from} 至 ${to}`,
    en: to === undefined ? `from ${from}` : `${from} to ${to}`,
  }));
  const reason = policy.versions.find(({ from }) => date < from)?.gapBefore;
  const there = joinTexts(spans, '、', ', ');
  return fail({
    code: 'DATE_IN_GAP',
    message: {
      zh: `${policy.title.zh}没有 ${date} 的规则（有：${there.zh}）${reason ? `：${reason.zh}` : ''}`,
      en: `${policy.title.en} has no rules for ${date} (there are: ${there.en})${reason ? `: ${reason.en}` : ''}`,
    },
    hint: joined(besides, OTHER_DATE),
    field: 'date',
    value: date,
  });
}
