import { describe, expect, test } from 'vitest';
import type { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import type { Text } from '../../src/diagnostics/text.ts';
import { readYaml } from '../../src/source/yaml.ts';
import { read, told } from './reading.ts';

describe('YAML that grows, changes type or says two things', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'
      .split('')
      .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`),
  ].join('\n');

  test.each([
    ['an alias', 'region: &r linyi\ninsurance: *r', ['ALIAS_NOT_ALLOWED 2:12']],
    ['a merge key', 'expenses: { <<: { total: 5 } }', ['UNKNOWN_FIELD expenses.<< 1:13']],
    ['the same key twice', 'expenses:\n  total: 5\n  total: 6', ['DUPLICATE_KEY 3:3']],
    ['the same key twice at the top', 'age: 5\nage: 6', ['DUPLICATE_KEY 2:1']],
    ['the same key twice in JSON', '{"age": 5, "age": 6}', ['DUPLICATE_KEY 1:12']],
    ['a tag that makes a number', 'expenses.total: !!int 5', ['YAML_SYNTAX 1:17']],
    ['a tag that makes a function', 'id: !!js/function "() => 1"', ['YAML_SYNTAX 1:5']],
    ['a tag of its own', 'id: !secret x', ['YAML_SYNTAX 1:5']],
    ['two documents', 'age: 5\n---\nage: 6', ['YAML_SYNTAX 2:1']],
    ['a bracket left open', 'expenses: { total: 5', ['YAML_SYNTAX 1:21']],
    ['a tab as indentation', 'expenses:\n\ttotal: 5', ['YAML_SYNTAX 2:1']],
    ['__proto__', '__proto__: { polluted: 1 }\nage: 5', ['UNKNOWN_FIELD __proto__ 1:1']],
    ['a key that is a list', '? [a, b]\n: 5', ['UNKNOWN_FIELD  1:3']],
  ])('%s', (_, text, problems) => {
    const found = told(text);
    expect(found.slice(0, 1)).toEqual(problems);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('an alias bomb is refused at its first alias, at once', () => {
    const start = performance.now();
    const found = told(bomb);
    expect(found.every((problem) => problem.startsWith('ALIAS_NOT_ALLOWED'))).toBe(true);
    expect(found[0]).toBe('ALIAS_NOT_ALLOWED 2:8');
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('a file larger than anyone writes by hand', () => {
    expect(told(`id: ${'x'.repeat(1_000_000)}`)).toEqual(['FILE_TOO_LARGE 1:1']);
    expect(told(`id: ${'医'.repeat(333_333)}`)).toEqual(['FILE_TOO_LARGE 1:1']);
    expect(told(`id: ${'x'.repeat(999_000)}\nexpenses.total: 1`)).toEqual([]);
  });

  test('nesting deeper than anything needs', () => {
    const [first = ''] = told(`expenses: ${'['.repeat(200)}${']'.repeat(200)}`);
    expect(first).toBe('NESTED_TOO_DEEP 1:43');
  });
});

describe('slips of people who write Chinese', () => {
  const hintOf = (text: string): Partial<Text> | undefined => {
    try {
      readYaml(text, 'x.yaml');
    } catch (error) {
      return (error as BaoxiaoError).diagnostics[0]?.hint;
    }
    return undefined;
  };

  test('text of another encoding is refused where it begins, not read mangled', () => {
    const gbk = Buffer.concat([Buffer.from('age: 5\nid: '), Buffer.from([0xce, 0xe4, 0xba, 0xba])]);
    expect(told(gbk.toString('utf8'))).toEqual(['NOT_UTF8 2:5']);
    expect(told(Buffer.from('\uFEFFage: 5', 'utf16le').toString('utf8'))).toEqual(['NOT_UTF8 1:1']);
  });

  test.each([
    ['a comma', 'a: { b: 1，c: 2 }', '，', ','],
    ['a colon', 'a: 1\nb：2\nc: 3', '：', ':'],
    ['a brace', 'a: ｛ b: 1 }', '｛', '{'],
    ['a dash', 'a:\n  －b: 1\n    c: 1', '－', '-'],
  ])('%s in full width is named where the line cannot be read', (_, text, wide, half) => {
    expect(hintOf(text)?.zh).toBe(`这一行有全角的“${wide}”，作标点用的要改成半角`);
    expect(hintOf(text)?.en).toBe(`this line has a full-width ${wide}; as punctuation it is written ${half}`);
  });

  test('a space that is none is named, and a line without such a slip has no hint', () => {
    expect(hintOf('a:\n　　b: 1\n  c: 2')?.zh).toContain('全角空格');
    expect(hintOf('a: [1, 2')).toBeUndefined();
  });
});

describe('what is written is what is read', () => {
  test.each([
    ['id: 010', '010'],
    ['id: 0o10', '0o10'],
    ['id: 0x1F', '0x1F'],
    ['id: 1e3', '1e3'],
    ['id: 12345678901234567890', '12345678901234567890'],
    ['id: 1.10', '1.10'],
    ['id: NO', 'NO'],
    ['id: yes', 'yes'],
    ['id: 2025-05-01', '2025-05-01'],
    ['id: 12:30:45', '12:30:45'],
    ['id: .inf', '.inf'],
    ['id: "null"', 'null'],
  ])('%s', (text, id) => expect(read(text).draft.facts.get('id')).toBe(id));

  test('010 is no amount, and NO is a plain no', () => {
    expect(told('expenses.total: 010')).toEqual(['MONEY_LEADING_ZERO expenses.total 1:17']);
    expect(read('access.card_shown: NO').draft.facts.get('access.card_shown')).toBe('false');
    expect(read('region: NO').draft.facts.get('region')).toBe('NO');
  });

  test.each(['\uFEFFage: 5\nid: x', 'age: 5\r\nid: x\r\n', '# a note\nage: 5\nid: x # more'])(
    '%o',
    (text) => {
      const { draft, problems } = read(text);
      expect(problems).toEqual([]);
      expect([...draft.facts]).toEqual([
        ['age', 5],
        ['id', 'x'],
      ]);
    },
  );

  test('a byte order mark before a list', () => {
    expect(told('\uFEFF- id: x')).toEqual(told('- id: x'));
  });

  test('columns count characters, not bytes or halves of them', () => {
    expect(told('id: "𠮷𠮷"\nexpenses: { 医疗费总额: -5 }')).toEqual(['MONEY_NEGATIVE expenses.total 2:20']);
    expect(told('{ id: "𠮷𠮷", age: x }')).toEqual(['NOT_A_WHOLE_NUMBER age 1:18']);
  });

  test('the line itself goes with the problem', () => {
    const [problem] = read('id: x\nage: old').problems;
    expect(problem?.place).toMatchObject({ file: 'claim.yaml', line: 2, column: 6, source: 'age: old' });
  });
});
