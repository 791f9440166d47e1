import { Command, Option } from 'commander';
import type { Field } from '../claim/fields.ts';
import type { Lang, Text } from '../diagnostics/text.ts';
import { FLAG_FIELDS } from './flags.ts';

/** What the commands do, once commander has sorted the words out. */
export interface Actions {
  readonly interactive: () => Promise<number>;
  readonly estimate: (options: Record<string, unknown>) => Promise<number>;
  readonly eligibility: (options: Record<string, unknown>) => Promise<number>;
  readonly policySchema: (options: Record<string, unknown>) => Promise<number>;
  readonly policyLint: (paths: readonly string[], options: Record<string, unknown>) => Promise<number>;
}

/** The command line: every option declared once, described in the language of the run. */
export function buildProgram(
  lang: Lang,
  version: string,
  actions: Actions,
  done: (code: number) => void,
): Command {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const option = (flags: string, text: Text): Option => new Option(flags, text[lang]);
  const run =
    <A extends unknown[]>(action: (...args: A) => Promise<number>) =>
    async (...args: A): Promise<void> =>
      done(await action(...args));

  const program = new Command('baoxiao');
  program
    .description(
      say(
        '医保报销估算：谁付多少，依据哪条规则',
        'Estimate Chinese medical-insurance settlements: who pays what, by which rule',
      ),
    )
    .version(version, '-V, --version', say('显示版本', 'print the version'))
    .helpOption('-h, --help', say('显示帮助', 'print this help'))
    .helpCommand('help [command]', say('显示命令的帮助', 'print help for a command'))
    .addOption(option('--lang <zh|en>', { zh: '语言', en: 'language' }).choices(['zh', 'en']))
    .addOption(option('--no-color', { zh: '不用颜色', en: 'no colour' }))
    .addOption(
      option('--debug', { zh: '出错时显示程序内部信息', en: 'show internals when something goes wrong' }),
    )
    .showHelpAfterError(false)
    .configureHelp({ styleTitle: (title) => translateTitle(title, lang), helpWidth: 80 })
    .action(run(actions.interactive));

  const estimate = program
    .command('estimate')
    .description(say('估算一笔费用', 'estimate one claim'))
    .addOption(
      option('--claim <FILE>', {
        zh: '报销单（YAML 或 JSON；- 为标准输入）',
        en: 'claim file (YAML or JSON; - is standard input)',
      }),
    );
  for (const field of FLAG_FIELDS) estimate.addOption(fieldOption(field, lang));
  estimate
    .addOption(repeated('--part <TAG=YUAN>', say('费用分项', 'a tagged part of the cost')))
    .addOption(
      repeated('--paid <PAYER=YUAN>', say('已付金额，按给出的计', 'a payment already made, taken as given')),
    )
    .addOption(
      repeated(
        '--ytd <KEY=VALUE>',
        say(
          '年度累计（admissions、deductible、pooled_fund …）',
          'what the year holds so far (admissions, deductible, pooled_fund …)',
        ),
      ),
    )
    .addOption(option('--admissions <N>', { zh: '本年度此前住院次数', en: 'earlier admissions this year' }))
    .addOption(repeated('--assume <KEY=VALUE>', say('给出未载明的数值', 'a figure that is not stated')))
    .addOption(
      repeated(
        '--policies <DIR>',
        say(
          '自己的政策文件夹，优先于自带的',
          'a folder of your own policies; they win over the shipped ones',
        ),
      ),
    )
    .addOption(
      option('--compare <WHAT>', {
        zh: '比较 level 医院等级、filing 备案、referral 转诊',
        en: 'compare level, filing or referral',
      }).choices(['level', 'filing', 'referral']),
    )
    .addOption(
      option('-f, --format <FORMAT>', { zh: '格式 text、json、md、html', en: 'text, json, md or html' })
        .choices(['text', 'json', 'md', 'html'])
        .default('text'),
    )
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .addOption(option('--brief', { zh: '只显示各方支付', en: 'only who pays what' }))
    .addOption(option('--lang <zh|en>', { zh: '语言', en: 'language' }).choices(['zh', 'en']))
    .addOption(option('--no-color', { zh: '不用颜色', en: 'no colour' }))
    .addHelpText(
      'after',
      say(
        '\n每一项也可用国家接口名或中文名：--medfee_sumamt 12000，--医疗费总额 12000',
        '\nEvery field also goes by its national or Chinese name: --medfee_sumamt 12000, --医疗费总额 12000',
      ),
    )
    .action(run((options: Record<string, unknown>) => actions.estimate(options)));

  program
    .command('eligibility')
    .description(say('待遇从何时起；是否终身', 'when cover starts; whether it lasts for life'))
    .addOption(option('--insurance <WORD>', { zh: '险种', en: 'insurance' }))
    .addOption(option('--region <PLACE>', { zh: '参保地', en: 'insured place' }))
    .addOption(option('--paid-on <DATE>', { zh: '缴费日期', en: 'date of payment' }))
    .addOption(option('--sex <WORD>', { zh: '性别', en: 'male or female' }))
    .addOption(option('--years <N>', { zh: '累计缴费年数', en: 'years in all' }))
    .addOption(option('--paid-years <N>', { zh: '实际缴费年数', en: 'years really paid' }))
    .addOption(repeated('--policies <DIR>', say('自己的政策文件夹', 'a folder of your own policies')))
    .addOption(
      option('-f, --format <FORMAT>', { zh: '格式 text、json', en: 'text or json' })
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .addOption(option('--lang <zh|en>', { zh: '语言', en: 'language' }).choices(['zh', 'en']))
    .addOption(option('--no-color', { zh: '不用颜色', en: 'no colour' }))
    .action(run((options: Record<string, unknown>) => actions.eligibility(options)));

  const policy = program.command('policy').description(say('政策文件', 'policy files'));
  policy
    .command('schema')
    .description(say('政策文件的 JSON Schema，供编辑器使用', 'JSON Schema of policy files, for editors'))
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .action(run((options: Record<string, unknown>) => actions.policySchema(options)));
  policy
    .command('lint')
    .argument(
      '[PATH...]',
      say('文件或文件夹；默认全部自带政策', 'files or folders; by default all shipped policies'),
    )
    .description(say('检查政策文件，列出全部问题', 'check policy files and list every problem'))
    .addOption(option('--lang <zh|en>', { zh: '语言', en: 'language' }).choices(['zh', 'en']))
    .action(run((paths: string[], options: Record<string, unknown>) => actions.policyLint(paths, options)));

  return quiet(program);
}

function fieldOption(field: Field, lang: Lang): Option {
  const value = field.kind === 'boolean' ? ' [yes|no]' : ` <${placeholder(field)}>`;
  const description =
    field.table && field.kind !== 'boolean'
      ? `${field.label[lang]}：${field.table.ids.join('、')}`
      : field.label[lang];
  const option = new Option(
    `--${field.flag}${value}`,
    lang === 'zh' ? description : englishDescription(field),
  );
  if (field.key === 'supplements' || field.key === 'insurance' || field.key === 'disease') collect(option);
  return option;
}

function englishDescription(field: Field): string {
  return field.table && field.kind !== 'boolean'
    ? `${field.label.en}: ${field.table.ids.join(', ')}`
    : field.label.en;
}

function placeholder(field: Field): string {
  const words = { money: 'YUAN', date: 'DATE', integer: 'N', region: 'PLACE' } as const;
  return field.kind in words ? words[field.kind as keyof typeof words] : 'WORD';
}

function repeated(flags: string, description: string): Option {
  return collect(new Option(flags, description));
}

function collect(option: Option): Option {
  return option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
}

/** Commander's own output is replaced by the project's messages; see `usageProblem`. */
function quiet(program: Command): Command {
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap((inner) => inner.commands),
  ]) {
    command.exitOverride().configureOutput({ outputError: () => undefined });
    command.copyInheritedSettings(program);
  }
  return program;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
  'Global Options:': '通用选项：',
};

function translateTitle(title: string, lang: Lang): string {
  return lang === 'zh' ? (TITLES[title] ?? title) : title;
}
