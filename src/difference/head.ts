import { joinTexts, same, type Text } from '../diagnostics/text.ts';
import type { Origin } from '../grammar/words.ts';
import type { Parameter, Source, Term } from '../policy/policy.ts';
import { ruleWord } from '../rules/words.ts';
import type { Pair } from './change.ts';
import { compareLabel, compareValue, essence, itself } from './compare.ts';
import { compareFigure } from './rules/figure.ts';
import { inside, tell, type Where } from './tell.ts';

const GRADES: Readonly<Record<Source['grade'], Text>> = {
  official: { zh: '正式文件', en: 'official text' },
  quoted: { zh: '引用的正式文件', en: 'official text, quoted' },
  secondary: { zh: '二手资料', en: 'secondary source' },
  fitted: { zh: '由结算记录反推', en: 'fitted to records' },
  general_knowledge: { zh: '常识', en: 'general knowledge' },
};

/** Compares all that a policy says besides its versions. */
export function compareHead(where: Where): void {
  const { old, new: now } = where.policy;
  compareValue(where, 'text', { zh: '标题', en: 'title' }, { old: old.title, new: now.title }, itself);
  compareValue(
    where,
    'text',
    { zh: '地名', en: 'name of the place' },
    { old: old.place, new: now.place },
    itself,
  );
  compareValue(
    where,
    'date',
    { zh: '核对到', en: 'checked until' },
    { old: old.checked, new: now.checked },
    same,
  );
  const places = { old: old.appliesIn, new: now.appliesIn };
  compareValue(where, 'rule', { zh: '也适用于', en: 'applies in' }, places, (codes) =>
    codes === 'all' ? { zh: '全部下级地区', en: 'all places inside' } : list(codes),
  );
  const schemes = { old: old.heldWith, new: now.heldWith };
  compareValue(where, 'rule', { zh: '哪些险种的人可投保', en: 'held with' }, schemes, (ids, side) =>
    ids.length === 0 ? NOBODY : joinTexts(ids.map((id) => where.wording[side]('insurance', id))),
  );
  compareSources(where);
  compareParameters(where);
  compareWording(where);
  const partName = { zh: '费用分项', en: 'part of the cost' };
  compareTerms(where, partName, { old: old.parts, new: now.parts });
  comparePartCosts(where, partName);
  compareTerms(where, { zh: '病种', en: 'disease' }, { old: old.diseases, new: now.diseases });
}

const NOBODY: Text = { zh: '（没有）', en: '(none)' };

function list(words: readonly string[]): Text {
  return words.length === 0 ? NOBODY : { zh: words.join('、'), en: words.join(', ') };
}

function names(records: Pair<Readonly<Record<string, unknown>>>): string[] {
  return [...new Set([...Object.keys(records.old), ...Object.keys(records.new)])];
}

function compareSources(outer: Where): void {
  const { old: before, new: after } = outer.policy;
  for (const id of names({ old: before.sources, new: after.sources })) {
    const { old, new: now } = { old: before.sources[id], new: after.sources[id] };
    const origins = { old: old && placeOf(old), new: now && placeOf(now) };
    const what = { zh: `来源 ${id}`, en: `source ${id}` };
    if (!old || !now) {
      const saying = (one: Source | undefined) => one && { value: sourceText(one), origin: placeOf(one) };
      tell(outer, 'origin', what, saying(old), saying(now));
      continue;
    }
    const where = inside(outer, origins, what);
    const part = (name: Text, key: 'title' | 'publisher' | 'number'): void =>
      compareValue(where, 'origin', name, { old: old[key], new: now[key] }, itself, origins);
    part({ zh: '标题', en: 'title' }, 'title');
    part({ zh: '发布者', en: 'publisher' }, 'publisher');
    part({ zh: '文号', en: 'document number' }, 'number');
    const dates = { old: old.date, new: now.date };
    compareValue(where, 'origin', { zh: '发布日期', en: 'date' }, dates, same, origins);
    compareValue(
      where,
      'origin',
      { zh: '网址', en: 'address' },
      { old: old.url, new: now.url },
      same,
      origins,
    );
    const grades = { old: old.grade, new: now.grade };
    compareValue(where, 'origin', { zh: '等级', en: 'grade' }, grades, (grade) => GRADES[grade], origins);
  }
}

function placeOf({ line, file }: Source): Origin {
  return { line, ...(file !== undefined && { file }) };
}

function sourceText({ title, number, date, grade }: Source): Text {
  const parts = [
    title,
    ...(number ? [number] : []),
    ...(date === undefined ? [] : [same(date)]),
    GRADES[grade],
  ];
  return joinTexts(parts, '，', ', ');
}

function compareParameters(outer: Where): void {
  const { old: before, new: after } = outer.policy;
  for (const id of names({ old: before.parameters, new: after.parameters })) {
    const { old, new: now } = { old: before.parameters[id], new: after.parameters[id] };
    const label = ((now ?? old) as Parameter).label;
    const where = inside(
      outer,
      { old: undefined, new: undefined },
      { zh: `参数（${label.zh}）`, en: `parameter (${label.en})` },
    );
    const labels = { old: old?.label, new: now?.label };
    compareLabel(where, labels);
    const days = [
      ...new Set([...(old?.values ?? []), ...(now?.values ?? [])].map(({ from }) => from)),
    ].sort();
    for (const day of days) {
      const of = (one: Parameter | undefined) => one?.values.find(({ from }) => from === day)?.amount;
      compareFigure(where, { zh: `${day} 起`, en: `from ${day}` }, 'fen', { old: of(old), new: of(now) });
    }
  }
}

function compareWording(outer: Where): void {
  const { old: before, new: after } = outer.policy;
  for (const field of names({ old: before.wording, new: after.wording })) {
    const { old, new: now } = { old: before.wording[field], new: after.wording[field] };
    const name = { zh: `叫法 ${field}`, en: `wording of ${field}` };
    compareValue(outer, 'text', name, { old: old?.label, new: now?.label }, itself);
    for (const value of names({ old: old?.values ?? {}, new: now?.values ?? {} })) {
      const what = { zh: `${name.zh}：${value}`, en: `${name.en}: ${value}` };
      compareValue(outer, 'text', what, { old: old?.values[value], new: now?.values[value] }, itself);
    }
  }
}

function comparePartCosts(outer: Where, name: Text): void {
  const { old: before, new: after } = outer.policy;
  for (const id of names({ old: before.parts, new: after.parts })) {
    const costs = { old: before.parts[id]?.of, new: after.parts[id]?.of };
    const what = { zh: `${name.zh} ${id}：属于`, en: `${name.en} ${id}: of` };
    if (costs.old && costs.new) compareValue(outer, 'rule', what, costs, (cost) => ruleWord('cost', cost));
  }
}

function compareTerms(outer: Where, name: Text, terms: Pair<Readonly<Record<string, Term>>>): void {
  for (const id of names(terms)) {
    const { old, new: now } = { old: terms.old[id], new: terms.new[id] };
    if (essence(old) === essence(now)) continue;
    const what = { zh: `${name.zh} ${id}`, en: `${name.en} ${id}` };
    if (!old || !now) {
      tell(outer, 'rule', what, old && { value: old.label }, now && { value: now.label });
      continue;
    }
    compareValue(outer, 'text', what, { old: old.label, new: now.label }, itself);
    const also = { zh: `${what.zh}：其他叫法`, en: `${what.en}: other names` };
    compareValue(outer, 'rule', also, { old: old.also, new: now.also }, list);
  }
}
