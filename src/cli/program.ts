import { Command, Option } from 'commander';
import type { Field } from '../claim/fields.ts';
import type { Lang, Text } from '../diagnostics/text.ts';
import { FLAG_FIELDS } from './flags.ts';

/** What the commands do, once commander has sorted the words out. */
export interface Actions {
  readonly interactive: () => Promise<number>;
  readonly estimate: (options: Record<string, unknown>) => Promise<number>;
  readonly batch: (input: string, options: Record<string, unknown>) => Promise<number>;
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

  addBatch(program, say, option).action(
    run((input: string, options: Record<string, unknown>) => actions.batch(input, options)),
  );

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

type Say = (zh: string, en: string) => string;

function addBatch(program: Command, say: Say, option: (flags: string, text: Text) => Option): Command {
  return program
    .command('batch')
    .argument(
      '<IN>',
      say(
        '报销单文件（CSV、.csv.gz、.xlsx；- 为标准输入）',
        'claims file (CSV, .csv.gz, .xlsx; - is standard input)',
      ),
    )
    .description(say('批量计算一个报销单文件，一行不丢', 'settle a file of claims, with no row lost'))
    .addOption(
      option('-o, --out <OUT>', {
        zh: '结果文件（.gz 压缩，.xlsx 为 Excel；- 为标准输出）',
        en: 'result file (.gz is compressed, .xlsx is Excel; - is standard output)',
      }).makeOptionMandatory(),
    )
    .addOption(
      option('--rejects <FILE>', {
        zh: '不能计算的行；默认在结果旁 .rejects.csv',
        en: 'rows that cannot be settled; beside OUT by default (.rejects.csv)',
      }),
    )
    .addOption(
      option('--summary <FILE>', {
        zh: '汇总，按后缀 .json、.html、.txt',
        en: 'summary, by its ending .json, .html or .txt',
      }),
    )
    .addOption(
      option('--compare', {
        zh: '与文件中记录的金额比较（hifp_pay 等列）',
        en: 'compare with what the file records (columns such as hifp_pay)',
      }),
    )
    .addOption(
      option('--map <FILE>', { zh: '列名、代码对照（YAML）', en: 'your own headers and codes (YAML)' }),
    )
    .addOption(
      option('--opening <FILE>', {
        zh: '期初台账（上次 --closing 写出的）',
        en: 'ledger of an earlier run (written by --closing)',
      }),
    )
    .addOption(
      option('--closing <FILE>', {
        zh: '写出期末台账：每人每年的累计',
        en: 'write the ledger: what each person’s year holds',
      }),
    )
    .addOption(
      option('--encoding <NAME>', {
        zh: '输入编码 utf-8、gbk、utf-16；默认自动识别',
        en: 'encoding of IN: utf-8, gbk, utf-16; found by itself',
      }),
    )
    .addOption(
      option('--output-encoding <NAME>', {
        zh: '输出编码；默认同输入',
        en: 'encoding of OUT; that of IN by default',
      }),
    )
    .addOption(
      option('--delimiter <CHAR>', {
        zh: '分隔符，如 tab、; ；默认自动识别',
        en: 'what separates columns: tab, ; …; found by itself',
      }),
    )
    .addOption(option('--workers <N>', { zh: '线程数；默认全部核', en: 'threads; all cores by default' }))
    .addOption(
      option('--mask <HOW>', {
        zh: '隐去人员编号：stars 打星，或 hash:密钥文件',
        en: 'hide person numbers: stars, or hash:KEYFILE',
      }),
    )
    .addOption(
      option('--excel-safe', {
        zh: '让以 = + - @ 开头的文字在 Excel 里无害',
        en: 'make text that begins with = + - @ harmless in spreadsheets',
      }),
    )
    .addOption(repeated('--assume <KEY=VALUE>', say('给出未载明的数值', 'a figure that is not stated')))
    .addOption(repeated('--policies <DIR>', say('自己的政策文件夹', 'a folder of your own policies')))
    .addOption(option('--lang <zh|en>', { zh: '语言', en: 'language' }).choices(['zh', 'en']))
    .addOption(option('--no-color', { zh: '不用颜色', en: 'no colour' }));
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
