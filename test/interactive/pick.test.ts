import { pinyin } from 'pinyin-pro';
import { describe, expect, test } from 'vitest';
import { initialsOf } from '../../src/cli/prompts/initials.ts';
import { type Item, latestOf, meaningOf, pageOf } from '../../src/cli/prompts/pick.ts';

function items(names: readonly string[]): Item[] {
  return names.map((name, index) => ({ value: name, name, key: String(index + 1), words: [] }));
}

describe('what typed keys mean', () => {
  const few = items(['普通门诊', '门诊慢特病', '住院']);
  const many = items(Array.from({ length: 12 }, (_, index) => `item ${index + 1}`));
  const yesNo: Item[] = [
    { value: 'false', name: '没有', key: '1', words: ['n', 'no'] },
    { value: 'true', name: '有', key: '2', words: ['y', 'yes'] },
  ];

  test.each<[Item[], string, string]>([
    [few, '3', 'pick 2'],
    [few, '３', 'pick 2'],
    [few, '4', 'none'],
    [few, '', 'none'],
    [few, 'z', 'jump 2'],
    [few, 'mz', 'jump 1'],
    [few, '住', 'jump 2'],
    [few, '慢', 'jump 1'],
    [few, 'q', 'none'],
    [many, '1', 'jump 0'],
    [many, '2', 'pick 1'],
    [many, '12', 'pick 11'],
    [many, '13', 'none'],
    [yesNo, 'y', 'pick 1'],
    [yesNo, 'N', 'pick 0'],
  ])('%# %s', (list, typed, meaning) => {
    const found = meaningOf(list, typed);
    expect(found.kind === 'none' ? 'none' : `${found.kind} ${found.index}`).toBe(meaning);
  });
});

test.each([
  [9, '13', '3'],
  [9, '1', '1'],
  [9, '19x', 'x'],
  [12, '13', '13'],
  [12, '12', '12'],
  [12, '24', '4'],
])('in a list of %i, %s goes on as %s', (count, typed, kept) => {
  const list = items(Array.from({ length: count }, (_, index) => `item ${index + 1}`));
  const read = [...typed].reduce((before, key) => latestOf(list, before + key), '');
  expect(read).toBe(kept);
});

test('a long list shows the stretch around the active item', () => {
  expect(pageOf(5, 0, 10)).toEqual({ from: 0, to: 5 });
  expect(pageOf(30, 0, 10)).toEqual({ from: 0, to: 10 });
  expect(pageOf(30, 15, 10)).toEqual({ from: 10, to: 20 });
  expect(pageOf(30, 29, 10)).toEqual({ from: 20, to: 30 });
});

test('initials are those of a pinyin table, but for characters of two readings', () => {
  for (const text of ['住院', '门诊慢特病', '城乡居民基本医疗保险', '参保地就医', '低收入家庭', '二级'])
    expect(initialsOf(text), text).toBe(pinyin(text, { pattern: 'first', toneType: 'none', separator: '' }));
  expect(initialsOf('3A 医院')).toBe('3ayy');
});
