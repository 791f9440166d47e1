import { type Command, InvalidArgumentError } from 'commander';
import { type CurveAction, declareCurve } from './curve.ts';
import { addCommon, type Declaring } from './declare.ts';
import { declarePolicyNew, type PolicyNewAction } from './policy-new.ts';
import {
  day,
  declarePolicyList,
  declarePolicyShow,
  type PolicyListAction,
  type PolicyShowAction,
} from './policy-show.ts';

/** What the commands under `policy` do. */
export interface PolicyActions {
  readonly list: PolicyListAction;
  readonly show: PolicyShowAction;
  readonly draft: PolicyNewAction;
  readonly schema: (options: Record<string, unknown>) => Promise<number>;
  readonly lint: (paths: readonly string[], options: Record<string, unknown>) => Promise<number>;
  readonly curve: CurveAction;
}

export function declarePolicy(program: Command, declaring: Declaring, actions: PolicyActions): void {
  const { say, option, run } = declaring;
  const policy = program.command('policy').description(say('政策文件', 'policy files'));
  declarePolicyList(policy, declaring, actions.list);
  declarePolicyShow(policy, declaring, actions.show);
  policy
    .command('schema')
    .description(say('政策文件的 JSON Schema，供编辑器使用', 'JSON Schema of policy files, for editors'))
    .addOption(option('--cases', { zh: '用例文件的', en: 'that of files of cases' }))
    .addOption(option('--parameters', { zh: '参数表的', en: 'that of tables of shared parameters' }))
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .action(run((options: Record<string, unknown>) => actions.schema(options)));
  const lint = policy
    .command('lint')
    .argument(
      '[PATH...]',
      say('文件或文件夹；默认全部自带政策', 'files or folders; by default all shipped policies'),
    )
    .description(
      say(
        '检查政策文件：写错的、各种情形下缺的、永远用不到的',
        'check policy files: what is wrong, missing in some circumstances, never used',
      ),
    )
    .addOption(
      option('--format <FORMAT>', {
        zh: 'text（默认）、json、github',
        en: 'text (default), json, github',
      })
        .choices(['text', 'json', 'github'])
        .default('text', 'text'),
    )
    .addOption(
      option('--strict', {
        zh: '也列出提示（核对日期过久、来源没有日期等），有提示也算没通过',
        en: 'list notes, too (old checks, sources without date …), and fail for them',
      }),
    )
    .addOption(
      option('--checked-within <MONTHS>', {
        zh: '核对日期超过这么多个月就警告（不写时超过 24 个月只作提示）',
        en: 'warn where the last check is older than so many months (by default a note after 24)',
      }).argParser(months),
    )
    .addOption(
      option('--today <DATE>', {
        zh: '按这一天判断日期，默认今天',
        en: 'measure dates against this day, by default today',
      }).argParser(day('--today')),
    )
    .action(run((paths: string[], options: Record<string, unknown>) => actions.lint(paths, options)));
  addCommon(lint, declaring);
  declareCurve(policy, declaring, actions.curve);
  declarePolicyNew(policy, declaring, actions.draft);
}

function months(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('1..9999');
}
