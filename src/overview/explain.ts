import { same, type Text } from '../diagnostics/text.ts';
import { formatPercent } from '../money/rate.ts';
import { figureName } from '../policy/figure-names.ts';
import { lineName, partNames } from '../policy/names.ts';
import type { Policy } from '../policy/policy.ts';
import { wordingOf } from '../policy/wording.ts';
import type { EligibilityRule } from '../rules/refusal.ts';
import { coverStartSaid, lifetimeSaid } from '../rules/sentences/cover.ts';
import { eligibilitySaid } from '../rules/sentences/eligibility.ts';
import { figureText, type Names, originsOf, type Said, sentencesOf } from '../rules/sentences/saying.ts';
import { rulesAround } from './cover.ts';
import { countsOf, gradesOf, type Leaf, leavesOf, notStatedOf } from './figures.ts';
import { Footnotes } from './footnotes.ts';
import { caresOf, everywhereFor, insurancesOf, type PageInput, termsOf, whoFor } from './head.ts';
import type { PolicyPage, Statement } from './page.ts';
import { Sections } from './section.ts';
import { VERSION } from './version.ts';

/** A version of a policy, explained: tables from the resolver, sentences from the rules, footnotes for both. */
export function explainPolicy(input: PageInput): PolicyPage {
  return new Explainer(input).page();
}

class Explainer {
  readonly #input: PageInput;
  readonly #footnotes: Footnotes;
  readonly #names: Names;
  readonly #sections: Sections;
  readonly #insurances: readonly string[];

  constructor(input: PageInput) {
    const { policy, version } = input;
    this.#input = input;
    this.#footnotes = new Footnotes(policy, version.origin.source);
    const wording = wordingOf([policy]);
    this.#names = {
      wording,
      line: (id) => {
        const line = version.lines.find((one) => one.id === id);
        return line ? lineName(line) : same(id);
      },
      part: partNames(policy),
    };
    this.#insurances = insurancesOf(policy);
    const part = { policy, version };
    const subject = { part, insurances: this.#insurances, date: input.date, wording };
    this.#sections = new Sections(subject, this.#names, this.#footnotes);
  }

  page(): PolicyPage {
    const { policy, version, national, place, own, date } = this.#input;
    const leaves = leavesOf(policy, version);
    return {
      policy,
      version,
      others: policy.versions.filter((other) => other !== version),
      place,
      own,
      grades: gradesOf(policy, leaves),
      counts: countsOf(leaves),
      who: whoFor(this.#input, this.#insurances, this.#names),
      cares: caresOf(version, this.#names),
      sections: [
        ...version.lines.map((line) => this.#sections.line(line)),
        ...version.caps.map((cap) => this.#sections.sharedCap(cap)),
      ],
      whole: this.#whole(),
      eligibility: version.eligibility.map((rule) => this.#eligible(rule)),
      everywhere: policy.kind === 'scheme' && national ? everywhereFor(version, national, date) : [],
      cover: this.#cover(),
      notes: this.#notes(),
      notStated: notStatedOf(leaves).map((key) => ({ key, name: this.#nameOf(key) })),
      parameters: this.#parameters(leaves),
      terms: termsOf(policy, this.#names),
      sources: this.#footnotes.sources,
      footnotes: this.#footnotes.notes,
    };
  }

  #whole(): Statement[] {
    const { version } = this.#input;
    return sentencesOf(version, VERSION, this.#names).map((one) => this.#footnotes.said(one, version.origin));
  }

  #eligible(rule: EligibilityRule): Statement {
    return {
      ...this.#footnotes.said(eligibilitySaid(rule, this.#names), this.#input.version.origin),
      code: rule.code,
    };
  }

  #cover(): Statement[] {
    const { policy, version, around, national } = this.#input;
    const outer = policy.kind === 'scheme' ? [...around, ...(national ? [national] : [])] : [];
    const parts = [{ policy, version }, ...outer];
    const say = (said: Said, of: Policy): Statement => {
      if (of === policy) return this.#footnotes.said(said, version.origin);
      // Another policy's source has no number here.
      const origins = said.origins.map(({ note, basis }) => ({
        ...(note && { note }),
        ...(basis && { basis }),
      }));
      const { zh, en } = said.text;
      return this.#footnotes.said({
        text: { zh: `${zh}〔${of.title.zh}〕`, en: `${en} [${of.title.en}]` },
        origins,
      });
    };
    const starts = rulesAround(parts, ({ coverStart }) => coverStart, this.#insurances);
    const lifetimes = rulesAround(parts, ({ lifetime }) => lifetime, this.#insurances);
    return [
      ...starts.map(({ rule, of }) => say(coverStartSaid(rule, this.#names), of)),
      ...lifetimes.map(({ rule, of }) => say(lifetimeSaid(rule, this.#names), of)),
    ];
  }

  #notes(): Statement[] {
    const { version } = this.#input;
    const note = version.origin.note;
    return [...(note ? [note] : []), ...version.notes].map((text) =>
      this.#footnotes.said({ text, origins: [] }),
    );
  }

  #nameOf(key: string): Text {
    const { policy, version } = this.#input;
    const parameter = policy.parameters[key];
    if (parameter) return parameter.label;
    if (key.startsWith('caps.')) return { zh: '共用的封顶', en: 'shared cap' };
    const line = version.lines.find(({ id }) => key.startsWith(`${id}.`));
    const name = figureName(line ? key.slice(line.id.length + 1) : key);
    if (!line) return name;
    const label = lineName(line);
    return { zh: `${label.zh}：${name.zh}`, en: `${label.en}: ${name.en}` };
  }

  /** The dated values that formulas use, and the formulas themselves. */
  #parameters(leaves: readonly Leaf[]): Statement[] {
    const { policy, version } = this.#input;
    const values = Object.values(policy.parameters).flatMap(({ label, values: dated }) =>
      dated.map(({ from, amount }): Said => {
        const value = figureText(amount, 'fen', this.#names);
        const text = {
          zh: `${label.zh}，${from} 起：${value.zh}`,
          en: `${label.en}, from ${from}: ${value.en}`,
        };
        return { text, origins: originsOf(amount, {}) };
      }),
    );
    const formulas = leaves.flatMap(({ key, figure, origin }): Said[] => {
      if (figure.kind !== 'share') return [];
      const name = this.#nameOf(key);
      const label = policy.parameters[figure.of]?.label ?? same(figure.of);
      const share = formatPercent(figure.ppm);
      const text = {
        zh: `${name.zh} = ${label.zh} × ${share}`,
        en: `${name.en} = ${share} of ${label.en}`,
      };
      return [{ text, origins: [origin] }];
    });
    return [...values, ...formulas].map((said) => this.#footnotes.said(said, version.origin));
  }
}
