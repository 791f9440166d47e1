import { findPayer } from '../../codes/payers.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { Version } from '../../policy/policy.ts';
import type { Line } from '../../rules/line.ts';
import type { Check, Report, Rule } from '../check.ts';
import type { Subject } from '../subject.ts';

const LABEL_TWICE: Rule = {
  code: 'LABEL_TWICE',
  severity: 'warning',
  what: 'Two lines for the same kind of care are shown by the same name.',
  why: 'A result with both cannot be read: which of the two paid what?',
  example: 'two lines of the pooled fund for inpatient care, neither with a label',
  mend: { zh: '给其中一项写上不同的 label', en: 'give one of them a `label` of its own' },
};
const TERM_TWICE: Rule = {
  code: 'TERM_TWICE',
  severity: 'error',
  what: 'Two diseases, or two parts of the cost, go by the same name.',
  why: 'A claim that uses the name gets the first of them, and its rates.',
  example: 'routine: { label: 检查 }, key: { label: 重要项目, also: [检查] }',
  mend: { zh: '同一个叫法只留给一个', en: 'leave the name to one of them' },
};
const PART_NOT_USED: Rule = {
  code: 'PART_NOT_USED',
  severity: 'warning',
  what: 'A part of the cost is declared and no line pays on it or gives it points.',
  why: 'Users are asked for an amount that makes no difference.',
  example: 'parts: { routine: { label: 常规检查 } } and no base or adjust with part: routine',
  mend: { zh: '删去它，或在支付项里用它', en: 'remove it, or use it in a line' },
};
const ASSUME_KEY_TWICE: Rule = {
  code: 'ASSUME_KEY_TWICE',
  severity: 'error',
  what: 'Two figures of a version have one key for `--assume`.',
  why: 'A figure that the user supplies for one of them is taken for both.',
  example: 'caps: [{ id: yearly, … }, { id: yearly, … }]',
  mend: { zh: '改其中一个的名称（id 或 line）', en: 'give one of them another name (`id` or `line`)' },
};
const RULE_CODE_TWICE: Rule = {
  code: 'RULE_CODE_TWICE',
  severity: 'warning',
  what: 'Two rules of eligibility, or two refusals of a line, have one code and different reasons.',
  why: 'A script that goes by the code cannot tell them apart.',
  example: 'code: NOT_REFERRED with two reasons',
  mend: { zh: '改其中一个的代号', en: 'give one of them another code' },
};

/** Names that must mean one thing each. */
export const names: Check = {
  rules: [LABEL_TWICE, TERM_TWICE, PART_NOT_USED, ASSUME_KEY_TWICE, RULE_CODE_TWICE],
  policy(subject, report) {
    terms(subject, 'diseases', report);
    terms(subject, 'parts', report);
    unusedParts(subject, report);
    for (const version of subject.policy.versions) {
      labels(version, report);
      keys(subject, version, report);
      codes(version.eligibility, report);
      for (const line of version.lines) codes(line.refuse, report);
    }
  },
};

function shownName({ label, payer }: Line): Text {
  return label ?? findPayer(payer)?.label ?? { zh: payer, en: payer };
}

function labels({ lines }: Version, report: Report): void {
  for (const [index, line] of lines.entries()) {
    const name = shownName(line);
    const twin = lines.slice(0, index).find((other) => {
      const own = shownName(other);
      return (
        other.care.some((care) => line.care.includes(care)) && (own.zh === name.zh || own.en === name.en)
      );
    });
    if (twin)
      report(LABEL_TWICE, line.origin, {
        zh: `${line.id} 与 ${twin.id} 都显示为“${name.zh}”`,
        en: `${line.id} and ${twin.id} are both shown as “${name.en}”`,
      });
  }
}

function fold(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}

function terms(subject: Subject, kind: 'diseases' | 'parts', report: Report): void {
  const owners = new Map<string, string>();
  for (const [id, { label, also }] of Object.entries(subject.policy[kind])) {
    for (const word of new Set([id, label.zh, label.en, ...also].map(fold))) {
      const owner = owners.get(word);
      if (owner === undefined) owners.set(word, id);
      else {
        const spot = subject.places.key(subject.head(kind)?.place ?? {}, id);
        report(TERM_TWICE, spot, {
          zh: `“${word}”既是 ${owner} 也是 ${id}`,
          en: `“${word}” is both ${owner} and ${id}`,
        });
      }
    }
  }
}

function unusedParts(subject: Subject, report: Report): void {
  const { versions, parts: terms } = subject.policy;
  const used = new Set([
    ...versions.flatMap(({ partAdvance }) => Object.keys(partAdvance)),
    ...versions
      .flatMap(({ lines }) => lines)
      .flatMap(({ base, adjust }) => [
        ...(base.kind === 'part' ? [base.tag] : []),
        // What a base leaves out is told apart by it.
        ...Object.entries(terms).flatMap(([tag, { of }]) =>
          base.kind === 'outside_parts' && base.cost === of ? [tag] : [],
        ),
        ...adjust.flatMap(({ part }) => part ?? []),
      ]),
  ]);
  const parts = subject.head('parts');
  for (const { key, keyPlace } of parts?.kind === 'map' ? parts.entries : [])
    if (!used.has(key))
      report(PART_NOT_USED, keyPlace, { zh: `分项“${key}”没有用到`, en: `the part “${key}” is not used` });
}

/** Figures of lines have the line's own name before them, which is unique; what stands beside the lines need not be. */
function keys({ policy }: Subject, { lines, caps }: Version, report: Report): void {
  const seen = new Set<string>(['class_b_advance']);
  const note = (key: string, origin: { line?: number; column?: number }): void => {
    if (seen.has(key))
      report(ASSUME_KEY_TWICE, origin, {
        zh: `--assume ${key} 不止一个数值`,
        en: `--assume ${key} is more than one figure`,
      });
    seen.add(key);
  };
  for (const name of Object.keys(policy.parameters)) seen.add(name);
  for (const { id, origin } of lines) note(id, origin);
  seen.add('caps');
  if (lines.some(({ id }) => id === 'caps'))
    for (const { id, origin } of lines)
      if (id === 'caps')
        report(ASSUME_KEY_TWICE, origin, {
          zh: '“caps”是共用封顶线的名称',
          en: '“caps” is the name of the shared caps',
        });
  for (const { id, origin } of caps) note(`caps.${id}`, origin);
}

function codes(
  rules: readonly { code: string; reason: Text; origin: { line?: number; column?: number } }[],
  report: Report,
): void {
  for (const [index, { code, reason, origin }] of rules.entries()) {
    const twin = rules.slice(0, index).find((other) => other.code === code);
    if (twin && twin.reason.zh !== reason.zh)
      report(RULE_CODE_TWICE, origin, {
        zh: `代号 ${code} 有两个理由`,
        en: `the code ${code} has two reasons`,
      });
  }
}
