import { inherit, type Origin } from '../../grammar/words.ts';
import { figuresOfVersion } from '../../policy/figures.ts';
import type { Version } from '../../policy/policy.ts';
import type { Figure } from '../../rules/figure.ts';
import type { Check, Report, Rule } from '../check.ts';

const NOTE_MISSING: Rule = {
  code: 'NOTE_MISSING',
  severity: 'warning',
  what: 'A figure or rule is inferred or assumed and no note at it says from what.',
  why: 'The result tells the user that it is no stated figure, and cannot say why.',
  example: 'amount: { value: 600, basis: inferred }',
  mend: {
    zh: '在这个数值上写 note：由什么推出，或为什么这样假设',
    en: 'write a `note` at it: inferred from what, or assumed why',
  },
};

/** What is not simply stated must say why it is so. */
export const notes: Check = {
  rules: [NOTE_MISSING],
  policy({ policy }, report) {
    for (const version of policy.versions) {
      for (const { key, figure, outer } of figuresOfVersion(version)) ofFigure(key, figure, outer, report);
      for (const { id, base, counted } of version.lines) {
        need(`${id}.base`, base.origin ?? {}, report);
        need(`${id}.counted`, counted.origin, report);
      }
      for (const { name, origin } of rulesOf(version)) need(name, inherit(version.origin, origin), report);
    }
    for (const [name, { values }] of Object.entries(policy.parameters))
      for (const { amount } of values) ofFigure(name, amount, {}, report);
  },
};

function rulesOf(version: Version): { name: string; origin: Origin }[] {
  const refusals = version.lines.flatMap((line) =>
    line.refuse.map(({ code, origin }) => ({ name: code, origin: inherit(line.origin, origin) })),
  );
  const rules = version.eligibility.map(({ code, origin }) => ({ name: code, origin }));
  const cover = version.coverStart.flatMap(({ origin, until }) => [
    { name: 'cover_start', origin },
    ...(until ? [{ name: 'cover_start.until', origin: until.origin }] : []),
  ]);
  const life = version.lifetime.map(({ origin }) => ({ name: 'lifetime', origin }));
  return [...rules, ...refusals, ...cover, ...life];
}

function ofFigure(key: string, figure: Figure, outer: Origin, report: Report): void {
  const origin = inherit(outer, figure.origin);
  if (figure.kind === 'by' || figure.kind === 'cases') {
    for (const row of figure.rows) ofFigure(key, row.figure, origin, report);
    if (figure.otherwise) ofFigure(key, figure.otherwise, origin, report);
  } else if (figure.kind === 'share') {
    if (figure.provisional) ofFigure(key, figure.provisional, origin, report);
  } else need(key, origin, report);
}

function need(name: string, origin: Origin, report: Report): void {
  if (origin.basis === undefined || origin.basis === 'stated' || origin.note !== undefined) return;
  const [zh, en] = origin.basis === 'assumed' ? ['假设', 'assumed'] : ['推断', 'inferred'];
  report(NOTE_MISSING, origin, { zh: `${name} 是${zh}，没有说明`, en: `${name} is ${en} and has no note` });
}
