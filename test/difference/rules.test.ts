import { expect, it } from 'vitest';
import { changesBetween, edited, one, POLICY, told, toldBetween, XUGOU } from './support.ts';

it('tells nothing where nothing differs, however it is laid out', async () => {
  const laidOut = edited('{ up_to: 30000, rate: 80% }', '{ rate: 80%, up_to: 30000 }').replace(
    /^/,
    '# 一行说明\n',
  );
  expect(await toldBetween(POLICY, POLICY)).toEqual([]);
  expect(await toldBetween(POLICY, laidOut)).toEqual([]);
});

it('tells a figure with whom it is for, and where it stands on both sides', async () => {
  const now = `# 一行\n${edited('3: 600', '3: 700')}`;
  const [change, ...more] = await changesBetween({ old: one(), new: one(now) });
  expect(more).toEqual([]);
  expect(change && told(change)).toBe(
    'changed pooled_fund | 起付线 | 医院等级 三级: 600.00 -> 700.00 @17/18',
  );
  expect(change && told(change, 'en')).toBe(
    'changed pooled_fund | deductible | hospital level: level 3: 600.00 -> 700.00 @17/18',
  );
  expect(change?.about).toBe('figure');
  expect(change?.periods).toEqual([{ from: '2025-01-01' }]);
  expect(change?.policy.id).toBe('999900/employee');
  expect(change?.old?.file.endsWith(`old/${XUGOU}`)).toBe(true);
  expect(change?.new?.file.endsWith(`new/${XUGOU}`)).toBe(true);
  expect(change?.new?.source).toEqual({ id: 'page', title: { zh: '徐沟通知', en: 'Xugou notice' } });
  expect(change?.new?.basis).toBe('stated');
});

it('tells for whom a figure changes, not how its table was rebuilt', async () => {
  const flat = edited('amount: { by: { hospital.level: { 1: 200, 2: 400, 3: 600 } } }', 'amount: 400');
  expect(await toldBetween(flat, POLICY)).toEqual([
    'changed pooled_fund | 起付线 | 医院等级 一级: 400.00 -> 200.00 @17/17',
    'changed pooled_fund | 起付线 | 医院等级 三级: 400.00 -> 600.00 @17/17',
    'removed pooled_fund | 起付线 | 医院等级 其他: 400.00 -> - @17/-',
  ]);
  const shared = edited('1: 200, 2: 400, 3: 600', '1|2: 400, 3: 600');
  const apart = edited('1: 200, 2: 400, 3: 600', '1: 400, 2: 400, 3: 600');
  expect(await toldBetween(shared, apart)).toEqual([
    'changed pooled_fund | 起付线: 写法不同，效果相同 -> 写法不同，效果相同 @17/17',
  ]);
  const byAge = edited(
    'rate: 50%',
    'rate: { by: { age: { ..59: 50%, 60..: { by: { hospital.level: { 3: 55%, else: 60% } } } } } }',
  );
  expect(await toldBetween(POLICY, byAge)).toEqual([
    'changed serious_illness | 比例 | 医院等级 三级；年龄 60 及以上: 50% -> 55% @30/30',
    'changed serious_illness | 比例 | 医院等级 其他；年龄 60 及以上: 50% -> 60% @30/30',
  ]);
});

it('tells a moved threshold, and a band that was split', async () => {
  expect(await toldBetween(POLICY, edited('up_to: 30000', 'up_to: 40000'))).toEqual([
    'changed pooled_fund | 第 1 段上限: 30,000.00 -> 40,000.00 @20/20',
  ]);
  const split = edited(
    '- { up_to: 60000, rate: 85% }',
    '- { up_to: 45000, rate: 85% }\n          - { up_to: 60000, rate: 87% }',
  );
  expect(await toldBetween(POLICY, split)).toEqual([
    'changed pooled_fund | 费用（45,000.00 至 60,000.00）的比例: 85% -> 87% @21/22',
  ]);
  const fewer = edited('          - { up_to: 60000, rate: 85% }\n', '');
  expect(await toldBetween(POLICY, fewer)).toEqual([
    'changed pooled_fund | 费用（30,000.00 至 60,000.00）的比例: 85% -> 90% @21/21',
  ]);
  const pointless = edited(
    '- { up_to: 60000, rate: 85% }',
    '- { up_to: 45000, rate: 85% }\n          - { up_to: 60000, rate: 85% }',
  );
  expect((await toldBetween(POLICY, pointless))[0]).toBe('changed pooled_fund | 分段: 3 段 -> 4 段 @20/20');
});

it('tells an added line with all its figures, and a removed one', async () => {
  const line =
    '      - { line: large_amount, care: inpatient, base: { above_cap: pooled_fund }, rate: 85%, cap: { per: year, amount: 200000 } }\n';
  const more = edited('      - line: serious_illness\n', `${line}      - line: serious_illness\n`);
  const added = [
    'added large_amount | 支付项: - -> 职工大额医疗补助 @-/26',
    'added large_amount | 付款方: - -> 职工大额医疗补助 @-/26',
    'added large_amount | 医疗类别: - -> 住院 @-/26',
    'added large_amount | 基数: - -> 基本医保统筹基金封顶线以上的费用 @-/26',
    'added large_amount | 比例: - -> 85% @-/26',
    'added large_amount | 封顶线: - -> 每年度、限支付额 @-/26',
    'added large_amount | 封顶线: - -> 200,000.00 @-/26',
  ];
  expect(await toldBetween(POLICY, more)).toEqual(added);
  expect(await toldBetween(more, POLICY)).toEqual(
    added.map((text) => text.replace('added', 'removed').replace(/- -> (.*) @-\/26/, '$1 -> - @26/-')),
  );
});

it('tells the order of lines, and of what adjusts a rate', async () => {
  const [head = '', first = '', second = ''] = POLICY.split(/(?= {6}- line: )/);
  expect(await toldBetween(POLICY, head + second + first)).toEqual([
    'changed 支付项的先后: pooled_fund → serious_illness -> serious_illness → pooled_fund @8/8',
  ]);
  const two = edited(
    'points: +5% }\n',
    'points: +5% }\n          - { when: { access.filing: unfiled }, factor: 80% }\n',
  );
  const turned = edited(/( {10}- \{ when: \{ status.*\n)( {10}- \{ when: \{ access.*\n)/, '$2$1', two);
  expect((await toldBetween(two, turned)).join()).toContain('比例调整的先后');
});

it('tells a new version in the middle of a year for its own days only', async () => {
  const [head = '', rest = ''] = POLICY.split('  - from: 2025-01-01\n');
  const later = rest.replace('3: 600', '3: 800');
  const now = `${head}  - from: 2025-01-01\n    to: 2025-06-30\n${rest}  - from: 2025-07-01\n${later}`;
  const changes = await changesBetween({ old: one(), new: one(now) });
  expect(changes.map((change) => `${told(change)} ${JSON.stringify(change.periods)}`)).toEqual([
    'changed 2025-01-01 起的版本终止: 没有终止日 -> 2025-06-30 @8/8 [{"from":"2025-01-01","to":"2025-06-30"}]',
    'added 版本: - -> 2025-07-01 起 @-/32 [{"from":"2025-07-01"}]',
    'changed pooled_fund | 起付线 | 医院等级 三级: 600.00 -> 800.00 @17/41 [{"from":"2025-07-01"}]',
  ]);
});

it('compares versions of the same days only', async () => {
  const [head = '', rest = ''] = POLICY.split('  - from: 2025-01-01\n');
  const two = (first: string): string =>
    `${head}  - from: 2025-01-01\n    to: 2025-12-31\n${first}  - from: 2026-01-01\n${rest.replace('rate: 50%', 'rate: 55%')}`;
  expect(await toldBetween(two(rest), two(rest.replace('3: 600', '3: 700')))).toEqual([
    'changed pooled_fund | 起付线 | 医院等级 三级: 600.00 -> 700.00 @18/18',
  ]);
});

it('compares a version for days that had none with the one before it', async () => {
  const ended = edited('  - from: 2025-01-01\n', '  - from: 2025-01-01\n    to: 2025-12-31\n');
  const next = `${ended}  - from: 2026-01-01\n${(POLICY.split('  - from: 2025-01-01\n')[1] ?? '').replace('rate: 50%', 'rate: 60%')}`;
  expect(await toldBetween(ended, next)).toEqual([
    'added 版本: - -> 2026-01-01 起 @-/32',
    'changed serious_illness | 比例: 50% -> 60% @31/54',
  ]);
});

it('tells policies that were added or removed', async () => {
  const other = POLICY.replace('999900/employee', '999900/resident');
  const files = { old: one(), new: { ...one(), '999900-xugou/resident.yaml': other } };
  expect((await changesBetween(files)).map((change) => told(change))).toEqual([
    'added 政策: - -> 1 个版本，自 2025-01-01 起 @-/1',
  ]);
  const [removed] = await changesBetween({ old: files.new, new: files.old });
  expect(removed && told(removed, 'en')).toBe('removed policy: 1 version, from 2025-01-01 -> - @1/-');
});

it.each([
  [
    'a condition',
    '{ status: retired }',
    '{ status: [retired, senior] }',
    '比例调整（人员类别:退休、老年居民）：适用条件',
  ],
  ['a reason', 'zh: 没有出示社保卡', 'zh: 未出示医保凭证', '理由'],
  ['a date', 'checked: 2025-12-31', 'checked: 2026-03-01', '核对到: 2025-12-31 -> 2026-03-01'],
  ['a basis', 'rate: 50%', 'rate: { value: 50%, basis: inferred }', '比例：依据'],
  ['a note', 'rate: 50%', 'rate: { value: 50%, note: 原文不清 }', '比例：说明: - -> 原文不清'],
  [
    'how bands are counted',
    'from: deductible',
    'from: zero',
    '分段如何计算: 按每次结算、从起付线以上起 -> 按每次结算、从零起',
  ],
  ['when a deductible is taken', 'per: admission', 'per: year', '起付线如何收取: 每次住院 -> 每年度'],
  ['the title', 'zh: 徐沟市职工', 'zh: 徐沟职工', '标题'],
  ['a source', 'date: 2025-01-02', 'date: 2025-03-04', '来源 page：发布日期: 2025-01-02 -> 2025-03-04'],
  ['a cap', 'per: year, amount: 100000', 'per: year, amount: not_stated', '封顶线: 100,000.00 -> 未载明'],
])('tells %s in words', async (_, find, put, expected) => {
  const told = await toldBetween(POLICY, edited(find, put));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(expected);
});

it('tells a figure of no effect as another way to write the same', async () => {
  const cases = edited(
    'rate: 50%',
    'rate: { cases: [{ when: { age: 60.. }, figure: 50% }, { figure: 50% }] }',
  );
  expect(await toldBetween(POLICY, cases)).toEqual([
    'changed serious_illness | 比例: 写法不同，效果相同 -> 写法不同，效果相同 @30/30',
  ]);
});

it('tells a gate: its edges, which side they belong to, and why it jumps there', async () => {
  const gated = edited(
    '        rate: 50%',
    '        gate: { on: in_policy, from: 8000, cliff: 原文如此 }\n        rate: 50%',
  );
  expect(await toldBetween(POLICY, gated)).toEqual([
    'added serious_illness | 适用的金额: - -> 政策范围费用 从 8,000.00（含） @-/30',
  ]);
  const told = async (find: string, put: string) => toldBetween(gated, edited(find, put, gated));
  expect(await told('from: 8000', 'from: 9000')).toEqual([
    'changed serious_illness | 适用的金额：下限: 8,000.00 -> 9,000.00 @30/30',
  ]);
  expect(await told('from: 8000', 'above: 8000')).toEqual([
    'changed serious_illness | 适用的金额：下限是否在内: 含 -> 不含 @30/30',
  ]);
  expect(await told('on: in_policy', 'on: total')).toEqual([
    'changed serious_illness | 适用的金额：看哪个金额: 政策范围费用 -> 医疗费总额 @30/30',
  ]);
  expect(await told('原文如此', '另有规定')).toEqual([
    'changed serious_illness | 适用的金额：跳变的理由: 原文如此 -> 另有规定 @30/30',
  ]);
});

it('places what only one side has written at the line it belongs to', async () => {
  const counted = edited(
    '        rate: 50%',
    '        counted: { per: year, from: deductible }\n        rate: 50%',
  );
  const line = POLICY.split('\n').findIndex((text) => text.includes('line: serious_illness')) + 1;
  const [told] = await toldBetween(POLICY, counted);
  expect(told).toMatch(new RegExp(`分段如何计算: .* @${line}/\\d+$`));
});

it('tells why a shared cap makes a payer pay less', async () => {
  const cap = (reason: string): string =>
    edited(
      '    lines:\n',
      `    caps: [{ id: both, per: year, amount: 5000, lines: all${reason} }]\n    lines:\n`,
    );
  expect(await toldBetween(cap(''), cap(', cliff: 合并计算'))).toEqual([
    'added 共用封顶线 both：一方因此少付的理由: - -> 合并计算 @-/13',
  ]);
  const other = await toldBetween(
    cap(', cliff: 合并计算').replace('rate: 50%', 'rate: 40%'),
    cap(', cliff: 原文'),
  );
  expect(other.map((text) => text.split(':')[0])).toContain('changed 共用封顶线 both：一方因此少付的理由');
});

it('tells of which cost a part is', async () => {
  const parts = (of: string) => edited('versions:', `parts:\n  drug: { label: 药${of} }\nversions:`);
  expect(await toldBetween(parts(''), parts(', of: self_funded'))).toEqual([
    'changed 费用分项 drug：属于: 政策范围费用 -> 全自费 @1/1',
  ]);
  expect(await toldBetween(parts(''), parts(', of: in_policy'))).toEqual([]);
});

it('tells what a cap grows by, each number by itself', async () => {
  const grow = (text: string) =>
    edited('cap: { per: year, amount: 100000 }', `cap: { per: year, amount: 100000, grow: ${text} }`);
  const one = grow('{ by: cover_years, above: 4, add: 3000 }');
  const two = grow(
    '{ at_most: 20%, each: [{ by: cover_years, above: 5, add: 3000 }, { by: age, above: 60, add: 500 }] }',
  );
  expect(await toldBetween(one, two)).toEqual([
    'changed pooled_fund | 封顶线增长：连续参保年数超过: 4 -> 5 @25/25',
    'added pooled_fund | 封顶线增长：年龄超过: - -> 60 @-/25',
    'added pooled_fund | 封顶线增长：年龄每多一个增加: - -> 500.00 @-/25',
    'added pooled_fund | 封顶线增长：最多: - -> 20% @-/25',
  ]);
  const listed = grow('{ each: [{ by: cover_years, above: 4, add: 3000 }] }');
  expect(await toldBetween(one, listed)).toEqual([]);
  expect(await toldBetween(two, edited('60, add: 500', '60, add: 600', two))).toEqual([
    'changed pooled_fund | 封顶线增长：年龄每多一个增加: 500.00 -> 600.00 @25/25',
  ]);
});

it('tells what changes of the rules on cover', async () => {
  const cover = (start: string, life: string): string =>
    `${POLICY}    cover_start:\n      - { ${start}, rule: 规则 }\n    lifetime: { ${life}, rule: 年数 }\n`;
  const was = cover('when: { gap: 4.. }, start: month_after, months: 1..7', 'male: 25, female: 20, paid: 15');
  const now = cover(
    'when: { gap: 3.. }, start: month_after, months: 7, until: { day: 12-31, after: payment, basis: assumed, note: 年度 }, make_up: true',
    'from: 2030-01-01, male: 30, female: 20, shortfall: at_once',
  );
  const lines = await toldBetween(was, now);
  expect(lines.map((line) => line.replace(/ @.*/, ''))).toMatchInlineSnapshot(`
    [
      "changed 待遇起始（规则）：适用条件: 中断月数 4 及以上 -> 中断月数 3 及以上",
      "changed 待遇起始（规则）：月数: 1..7 -> 7",
      "added 待遇起始（规则）：到哪天止: - -> 12-31",
      "added 待遇起始（规则）：止日从何算起: - -> 缴费",
      "changed 待遇起始（规则）：中断的月份: 没有补缴的规则 -> 可以补缴",
      "added 待遇起始（规则）：到哪天止：依据: - -> 假设",
      "added 待遇起始（规则）：到哪天止：说明: - -> 年度",
      "added 终身待遇：从哪天起: - -> 2030-01-01",
      "changed 终身待遇：男: 25 年 -> 30 年",
      "removed 终身待遇：实际缴费: 15 年 -> -",
      "added 终身待遇：所差年数: - -> 可以一次性补缴",
    ]
  `);
});
