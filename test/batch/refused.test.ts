import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { baoxiao, type Run } from '../support/cli.ts';
import { COMMAND, generate, scriptEnv } from './support/command.ts';
import { csvText } from './support/csv.ts';
import { Folder } from './support/folder.ts';
import { BENCH_POLICIES } from './support/policies.ts';

const folder = new Folder();
afterAll(() => folder.remove());

const CLAIM = {
  ...{ id: 'S0001', person: 'P0001', date: '2025-05-01', region: '371300', insurance: 'employee' },
  ...{ care: 'inpatient', 'hospital.level': '3', 'expenses.total': '10600' },
};
const COLUMNS = Object.keys(CLAIM);
const TEXT = csvText(COLUMNS, [CLAIM]);
const OLD = 'what was there before\n';

const renamed = (from: string, to: string): string => TEXT.replace(from, to);

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'in.csv': TEXT,
  'empty.csv': '',
  'mark.csv': '\ufeff',
  'cut.csv.gz': gzipSync(TEXT).subarray(0, 40),
  'big-endian.csv': Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16(),
  'quote.csv': `"${TEXT}`,
  'near.csv': renamed('date', 'datte'),
  'none.csv': 'a,b\n1,2\n',
  'twice.csv': renamed('expenses.total', '医疗费总额,expenses.total'),
  'scored.csv': renamed('expenses.total', 'expenses.total,est_hifp_pay'),
  'gbk.csv': iconv.encode('编号|参保地\n1|临沂\n', 'gbk'),
  'other.csv': renamed('id', '编号').replace('371300', '990900'),
  'short.key': 'secret',
  'bad.yaml': 'colums: { 编号: id }\n',
  'bad-field.yaml': 'columns: { 编号: perso }\n',
  'no.yaml': 'columns: { 编号: id\n',
  'wrong/990900-made-up/employee.yaml': 'policy: 990900/employee\ntitel: 虚构\n',
  'broken/990900-made-up/employee.yaml': 'policy: [\n',
  'folder/in.csv': TEXT,
};
for (const [name, content] of Object.entries(FILES)) folder.write(name, content);

beforeEach(() => {
  folder.write('out.csv', OLD);
});

interface Wrong {
  readonly args: string;
  /** What the message must name: the code, where it is, how to mend it. */
  readonly says: readonly string[];
  readonly zh: string;
  readonly input?: string;
}

/** Run in the folder, so that files go by their names. */
const WRONG: readonly Wrong[] = [
  { args: 'none-such.csv -o out.csv', says: ['FILE', 'none-such.csv'], zh: '没有这个文件' },
  { args: 'in.csv/in.csv -o out.csv', says: ['FILE', 'in.csv/in.csv'], zh: '不是文件夹' },
  { args: 'folder -o out.csv', says: ['IS_A_FOLDER', 'folder'], zh: '是文件夹' },
  { args: 'empty.csv -o out.csv', says: ['EMPTY_FILE', 'empty.csv'], zh: '是空的' },
  { args: 'mark.csv -o out.csv', says: ['EMPTY_FILE', 'mark.csv'], zh: '是空的' },
  { args: '- -o out.csv', says: ['EMPTY_FILE'], zh: '是空的', input: '' },
  { args: 'cut.csv.gz -o out.csv', says: ['GZIP'], zh: '不完整' },
  { args: 'big-endian.csv -o out.csv', says: ['ENCODING', 'UTF-8'], zh: '大端' },
  { args: 'quote.csv -o out.csv', says: ['BAD_HEADER', 'quote.csv:1'], zh: '引号' },
  {
    args: 'near.csv -o out.csv',
    says: ['MISSING_COLUMN', 'near.csv:1', 'setl_time', '“datte”', '--map'],
    zh: '没有“结算时间”这一列',
  },
  {
    args: 'none.csv -o out.csv',
    says: ['MISSING_COLUMN', 'region', 'insurance', 'care', 'expenses.total', '--map'],
    zh: '不像表头',
  },
  { args: 'twice.csv -o out.csv', says: ['FIELD_TWICE', '医疗费总额', 'ignore'], zh: '是同一项' },
  { args: 'scored.csv -o out.csv', says: ['COLUMN_TAKEN', 'est_hifp_pay'], zh: '已有结果列' },
  {
    args: 'in.csv -o out.csv --mask stars --map bad.yaml',
    says: ['UNKNOWN_KEY', 'bad.yaml:1', 'columns'],
    zh: '没有“colums”',
  },
  {
    args: 'in.csv -o out.csv --map bad-field.yaml',
    says: ['UNKNOWN_FIELD', 'bad-field.yaml:1', 'perso'],
    zh: '不是',
  },
  { args: 'in.csv -o out.csv --map no.yaml', says: ['YAML', 'no.yaml:'], zh: '错误' },
  { args: 'in.csv -o out.csv --map none.yaml', says: ['FILE', 'none.yaml'], zh: '没有这个文件' },
  { args: 'in.csv -o out.csv --opening none.jsonl', says: ['FILE', 'none.jsonl'], zh: '没有这个文件' },
  { args: 'in.csv -o none/out.csv', says: ['FILE', 'none/out.csv'], zh: '没有这个文件或文件夹' },
  { args: 'in.csv -o folder', says: ['IS_A_FOLDER', 'folder'], zh: '是文件夹' },
  { args: 'in.csv -o out.csv --closing folder', says: ['IS_A_FOLDER', 'folder'], zh: '是文件夹' },
  { args: 'in.csv -o in.csv', says: ['SAME_FILE', 'in.csv'], zh: '既是' },
  { args: 'in.csv -o ./folder/../in.csv', says: ['SAME_FILE', 'in.csv'], zh: '既是' },
  { args: 'in.csv -o out.csv --rejects out.csv', says: ['SAME_FILE', 'out.csv'], zh: '既是' },
  { args: 'in.csv -o out.csv --closing in.csv', says: ['SAME_FILE', 'in.csv'], zh: '既是' },
  {
    args: 'in.csv -o out.csv --opening l.jsonl --closing l.jsonl',
    says: ['SAME_FILE', 'l.jsonl'],
    zh: '既是',
  },
  { args: 'in.csv -o out.json --summary out.json', says: ['SAME_FILE', 'out.json'], zh: '既是' },
  { args: '- -o -', says: ['MISSING_FLAG', '--rejects'], zh: '管道', input: TEXT },
  { args: 'in.csv', says: ['USAGE', '--out'], zh: '缺少选项' },
  { args: 'in.csv -o out.csv --colour', says: ['USAGE', '--colour'], zh: '没有选项' },
  {
    args: 'in.csv -o out.csv --encoding latin1',
    says: ['BAD_FLAG', '--encoding latin1', 'utf-8', 'gbk'],
    zh: '没有这种编码',
  },
  {
    args: 'in.csv -o out.csv --output-encoding x',
    says: ['BAD_FLAG', '--output-encoding x', 'gbk'],
    zh: '没有这种编码',
  },
  {
    args: 'in.csv -o out.csv --delimiter ab',
    says: ['BAD_FLAG', '--delimiter ab', 'tab'],
    zh: '不能作分隔符',
  },
  { args: 'in.csv -o out.csv --delimiter "', says: ['BAD_FLAG', '--delimiter "', 'tab'], zh: '不能作分隔符' },
  { args: 'gbk.csv -o out.csv --delimiter |', says: ['DELIMITER', '“|”', 'UTF-8'], zh: '不能用' },
  { args: 'in.csv -o out.csv --workers some', says: ['BAD_FLAG', '--workers some', '64'], zh: '整数' },
  { args: 'in.csv -o out.csv --workers -1', says: ['--workers'], zh: '错误' },
  { args: 'in.csv -o out.csv --summary out.pdf', says: ['BAD_FLAG', 'out.pdf', '.json'], zh: '后缀' },
  { args: 'in.csv -o out.csv --mask some', says: ['BAD_FLAG', '--mask some', 'stars'], zh: '应是' },
  { args: 'in.csv -o out.csv --mask hash:none.key', says: ['FILE', 'none.key'], zh: '没有这个文件' },
  { args: 'in.csv -o out.csv --mask hash:short.key', says: ['WEAK_KEY', 'short.key', 'openssl'], zh: '少于' },
  { args: 'in.csv -o out.csv --compare', says: ['NOTHING_TO_COMPARE', 'hifp_pay'], zh: '没有记录' },
  { args: 'in.csv -o out.csv --policies in.csv', says: ['NO_POLICY_FOLDER', 'in.csv'], zh: '不是文件夹' },
  { args: 'in.csv -o out.csv --policies none', says: ['NO_POLICY_FOLDER', 'none'], zh: '没有政策文件夹' },
  {
    args: 'other.csv -o out.csv --policies wrong',
    says: ['UNKNOWN_KEY', 'wrong/990900-made-up/employee.yaml:2', 'title'],
    zh: '没有“titel”这个键',
  },
  {
    args: 'other.csv -o out.csv --policies broken --workers 2',
    says: ['YAML', 'broken/990900-made-up/employee.yaml:'],
    zh: '错误',
  },
];

const left = (): string[] => readdirSync(folder.path).filter((name) => /partial|parts|reject/.test(name));

function isRefused({ code, stdout, stderr }: Run, says: readonly string[]): void {
  expect(code, stderr).toBe(2);
  expect(stdout).toBe('');
  for (const word of says) expect(stderr).toContain(word);
  expect(stderr).not.toMatch(/^\s+at |INTERNAL|P0001|S0001/m);
}

describe('what cannot be done is refused with 2, and says what, where and how to mend it', () => {
  it.each(WRONG)('$args', ({ args, says, zh, input = '' }) => {
    const run = baoxiao(['batch', ...args.split(' ')], { cwd: folder.path, input });
    isRefused(run, says);
    expect(run.stderr).toContain(zh);
    expect(readFileSync(folder.file('out.csv'), 'utf8')).toBe(OLD);
    expect(readFileSync(folder.file('in.csv'), 'utf8')).toBe(TEXT);
    expect(left()).toEqual([]);
  });

  it.each(WRONG.filter((_, index) => index % 5 === 0))('in English: $args', ({ args, says, input = '' }) => {
    const words = ['batch', ...args.split(' '), '--lang', 'en'];
    const run = baoxiao(words, { cwd: folder.path, input });
    isRefused(run, says);
    expect(run.stderr).toMatch(/^(error|\d+ errors)/);
  });

  it.skipIf(process.getuid?.() === 0)('an input that nobody may read', () => {
    const path = folder.write('secret.csv', TEXT);
    chmodSync(path, 0);
    const { code, stderr } = baoxiao(['batch', path, '-o', folder.file('out.csv')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('没有权限')]);
  });

  it('a policy that no claim needs may be wrong', () => {
    const args = ['batch', 'in.csv', '-o', 'fine.csv', '--policies', 'wrong'];
    expect(baoxiao(args, { cwd: folder.path }).code).toBe(0);
  });
});

/** A disk of a size, in the name space of a program of its own; undefined where that is not allowed. */
function onSmallDisk(script: string): string | undefined {
  const disk = `mkdir disk && mount -t tmpfs -o size=128k tmpfs disk && ${script}`;
  const own = new Folder();
  try {
    const done = spawnSync('unshare', ['--map-root-user', '--mount', 'bash', '-c', disk], {
      cwd: own.path,
      env: {
        ...scriptEnv(),
        NODE: process.execPath,
        COMMAND,
        BIG: folder.file('big.csv'),
        BENCH_POLICIES,
        OLD,
      },
      encoding: 'utf8',
    });
    return done.error || /unshare|mount:|permission/i.test(done.stderr) ? undefined : done.stdout;
  } finally {
    own.remove();
  }
}

generate(folder.file('big.csv'), 3000, 7);
const hasSmallDisk = onSmallDisk('echo there')?.trim() === 'there';

describe('a disk that is full', () => {
  it.skipIf(!hasSmallDisk).each(['out.csv', 'out.csv --workers 2', 'out.csv --closing disk/next.jsonl'])(
    'ends the run with 2 and leaves what was there: -o %s',
    (out) => {
      const told = onSmallDisk(
        `printf %s "$OLD" > disk/out.csv; "$NODE" "$COMMAND" batch "$BIG" -o disk/${out} ` +
          '--policies "$BENCH_POLICIES" 2>&1; echo "code $?"; ls disk; cat disk/out.csv',
      );
      expect(told).toMatch(/disk\/out\.csv：磁盘已满/);
      expect(told?.slice(told.indexOf('code'))).toBe(`code 2\nout.csv\n${OLD}`);
    },
  );

  it('so does a limit on the size of a file', () => {
    const script =
      'ulimit -f 16; exec "$NODE" "$COMMAND" batch "$BIG" -o out.csv --policies "$BENCH_POLICIES"';
    const own = Folder.ofTest();
    own.write('out.csv', OLD);
    const done = spawnSync('bash', ['-c', script], {
      cwd: own.path,
      env: { ...scriptEnv(), NODE: process.execPath, COMMAND, BIG: folder.file('big.csv'), BENCH_POLICIES },
      encoding: 'utf8',
    });
    expect(done.status).toBe(2);
    expect(done.stdout).toBe('');
    expect(readdirSync(own.path)).toEqual(['out.csv']);
    expect(readFileSync(own.file('out.csv'), 'utf8')).toBe(OLD);
  });
});

describe('what stands at the place of a file', () => {
  it('a link is followed, and stays a link', () => {
    const own = Folder.ofTest();
    own.write('real.csv', OLD);
    symlinkSync('real.csv', own.file('link.csv'));
    const { code } = baoxiao(['batch', folder.file('in.csv'), '-o', own.file('link.csv')]);
    expect(code).toBe(0);
    expect(readFileSync(own.file('real.csv'), 'utf8')).toContain('est_hifp_pay');
    expect(readdirSync(own.path).sort()).toEqual(['link.csv', 'link.rejects.csv', 'real.csv']);
    expect(lstatSync(own.file('link.csv')).isSymbolicLink()).toBe(true);
  });
});
