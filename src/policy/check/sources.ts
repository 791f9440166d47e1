import type { Problems } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { inherit, type Origin } from '../../grammar/words.ts';
import { type Figure, leaves } from '../../rules/figure.ts';
import { entryOf, scalarsUnder, type Tree } from '../../source/tree.ts';
import { figuresOfVersion } from '../figures.ts';
import type { Policy, Version } from '../policy.ts';
import type { Report } from './report.ts';

/** Whether the documents that a policy names are listed. */
export function checkSourceNames(policy: Policy, tree: Tree, problems: Problems): void {
  const known = Object.keys(policy.sources);
  for (const { text, place } of scalarsUnder(tree, 'source')) {
    if (known.includes(text)) continue;
    const hint = didYouMean(text, known);
    const message = { zh: `没有来源“${text}”`, en: `there is no source “${text}”` };
    problems.error({ code: 'UNKNOWN_SOURCE', message, ...(hint && { hint }), place });
  }
}

/** Whether every figure and every rule comes from a document, and every document that is listed is used. */
export class SourceCheck {
  readonly #policy: Policy;
  readonly #tree: Tree;
  readonly #error: Report;
  readonly #used: Set<string>;

  constructor(policy: Policy, tree: Tree, error: Report) {
    this.#policy = policy;
    this.#tree = tree;
    this.#error = error;
    // Parts of the file that could not be read may have used a source, too.
    this.#used = new Set(scalarsUnder(tree, 'source').map(({ text }) => text));
  }

  version(version: Version): void {
    for (const { figure, key, outer } of figuresOfVersion(version)) this.#figure(figure, key, outer);
    const rules = [
      ...version.eligibility,
      ...version.lines.flatMap((line) => line.refuse),
      ...version.coverStart,
      ...version.lifetime,
    ];
    for (const rule of rules) this.#use('rule', inherit(version.origin, rule.origin));
    if (version.origin.source) this.#used.add(version.origin.source);
  }

  parameters(): void {
    for (const parameter of Object.values(this.#policy.parameters))
      for (const { amount } of parameter.values) this.#figure(amount, 'parameter', {});
  }

  /** Once everything has been looked at. */
  unused(): void {
    const listed = entryOf(this.#tree, 'sources');
    for (const [id, source] of Object.entries(this.#policy.sources)) {
      if (this.#used.has(id)) continue;
      const key = listed?.kind === 'map' && listed.entries.find((entry) => entry.key === id)?.keyPlace;
      const [zh, en] = [`来源“${id}”没有用到`, `the source “${id}” is never used`];
      this.#error('SOURCE_NOT_USED', zh, en, key || { line: source.line });
    }
  }

  #figure(figure: Figure, key: string, outer: Origin): void {
    const origin = inherit(outer, figure.origin);
    if (figure.origin.source) this.#used.add(figure.origin.source);
    if (outer.source) this.#used.add(outer.source);
    if (figure.kind === 'by' || figure.kind === 'cases') {
      for (const row of figure.rows) this.#figure(row.figure, key, origin);
      if (figure.otherwise) this.#figure(figure.otherwise, key, origin);
      return;
    }
    if (figure.kind === 'share' && figure.provisional) this.#figure(figure.provisional, key, origin);
    for (const leaf of leaves(figure)) this.#use(key, inherit(origin, leaf.origin));
  }

  #use(key: string, origin: Origin): void {
    if (origin.source !== undefined) {
      this.#used.add(origin.source);
      return;
    }
    this.#error('NO_SOURCE', `${key}：没有来源`, `${key}: there is no source`, origin, {
      zh: '在版本、支付项或数值上写 source',
      en: 'write `source` at the version, the line or the figure',
    });
  }
}
