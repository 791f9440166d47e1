import type { Tree } from '../../source/tree.ts';
import type { Check, Report, Rule } from '../check.ts';
import type { Spot } from '../spot.ts';

const HAN = /\p{Script=Han}/u;

const TEXT_NOT_TRANSLATED: Rule = {
  code: 'TEXT_NOT_TRANSLATED',
  severity: 'warning',
  what: 'The English half of a text is Chinese, or the same as the Chinese half.',
  why: 'Users who chose English are shown Chinese.',
  example: 'label: { zh: 大病保险, en: 大病保险 }',
  mend: {
    zh: '写上英文；zh 与 en 写反了就对调',
    en: 'write the English, or swap the two where they are the wrong way round',
  },
};
const TEXT_ONE_LANGUAGE: Rule = {
  code: 'TEXT_ONE_LANGUAGE',
  severity: 'info',
  what: 'A text is written once, in Chinese, for both languages.',
  why: 'Users who chose English are shown Chinese; fine for a policy of one’s own, not for one that is shared.',
  example: 'title: 临沂市职工基本医疗保险',
  mend: { zh: '要给别人用就写成 { zh: …, en: … }', en: 'write { zh: …, en: … } where others will use it' },
};
const TEXT_EMPTY: Rule = {
  code: 'TEXT_EMPTY',
  severity: 'warning',
  what: 'A text is empty or all blanks.',
  why: 'Where it should be read, nothing is shown.',
  example: "reason: { zh: ' ', en: ' ' }",
  mend: { zh: '写上文字，或删去这个键', en: 'write the text, or remove the key' },
};

/** Keys that hold a text, wherever they stand. */
const TEXT_KEYS = new Set([
  'title',
  'publisher',
  'number',
  'place',
  'label',
  'note',
  'reason',
  'rule',
  'cliff',
]);

/** Texts as both kinds of readers will see them. */
export const texts: Check = {
  rules: [TEXT_NOT_TRANSLATED, TEXT_ONE_LANGUAGE, TEXT_EMPTY],
  policy(subject, report) {
    walk(subject.tree, undefined, report);
    const wording = subject.head('wording');
    for (const { value } of wording?.kind === 'map' ? wording.entries : []) {
      const values =
        value.kind === 'map' ? value.entries.find(({ key }) => key === 'values')?.value : undefined;
      for (const entry of values?.kind === 'map' ? values.entries : [])
        if (entry.value.kind === 'scalar') single(entry.value.text, entry.value.place, report);
    }
  },
};

function walk(tree: Tree, key: string | undefined, report: Report): void {
  if (tree.kind === 'scalar') {
    if (key !== undefined && TEXT_KEYS.has(key)) single(tree.text, tree.place, report);
    return;
  }
  if (tree.kind === 'list') {
    for (const item of tree.items) walk(item, key === 'notes' ? 'note' : undefined, report);
    return;
  }
  const [zh, en] = ['zh', 'en'].map((name) => tree.entries.find((entry) => entry.key === name)?.value);
  if (tree.entries.length === 2 && zh?.kind === 'scalar' && en?.kind === 'scalar') {
    pair(zh, en, report);
    return;
  }
  for (const entry of tree.entries) walk(entry.value, entry.key, report);
}

function pair(zh: Tree & { kind: 'scalar' }, en: Tree & { kind: 'scalar' }, report: Report): void {
  for (const half of [zh, en]) if (half.text.trim() === '') empty(half.place, report);
  if (HAN.test(en.text))
    report(TEXT_NOT_TRANSLATED, en.place, {
      zh: `英文里是中文：“${en.text}”`,
      en: `the English text is Chinese: “${en.text}”`,
    });
}

function single(text: string, spot: Spot, report: Report): void {
  if (text.trim() === '') empty(spot, report);
  else if (HAN.test(text))
    report(TEXT_ONE_LANGUAGE, spot, { zh: `“${text}”没有英文`, en: `“${text}” has no English` });
}

function empty(spot: Spot, report: Report): void {
  report(TEXT_EMPTY, spot, { zh: '文字是空的', en: 'the text is empty' });
}
