import { Command } from 'commander';
import type { Lang } from '../diagnostics/text.ts';
import { type BatchAction, declareBatch } from './declare/batch.ts';
import { type CheckAction, declareCheck } from './declare/check.ts';
import { declaring as declaringIn } from './declare/declare.ts';
import { type DiffAction, declareDiff } from './declare/diff.ts';
import { declareEligibility, type EligibilityAction } from './declare/eligibility.ts';
import { declareEstimate, type EstimateAction } from './declare/estimate.ts';
import { declareInteractive, type InteractiveAction } from './declare/interactive.ts';
import { declarePipe, type PipeAction } from './declare/pipe.ts';
import { declarePolicy, type PolicyActions } from './declare/policy.ts';

/** What the commands do, once commander has sorted the words out. */
export interface Actions {
  readonly interactive: InteractiveAction;
  readonly estimate: EstimateAction;
  readonly batch: BatchAction;
  readonly pipe: PipeAction;
  readonly check: CheckAction;
  readonly diff: DiffAction;
  readonly eligibility: EligibilityAction;
  readonly policy: PolicyActions;
}

/** The command line: every option declared once, described in the language of the run. */
export function buildProgram(
  lang: Lang,
  version: string,
  actions: Actions,
  done: (code: number) => void,
): Command {
  const declaring = declaringIn(lang, done);
  const { say, option } = declaring;
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
    .configureHelp({ styleTitle: (title) => translateTitle(title, lang), helpWidth: 80 });

  declareInteractive(program, declaring, actions.interactive);
  declareEstimate(program, declaring, actions.estimate);
  declareBatch(program, declaring, actions.batch);
  declarePipe(program, declaring, actions.pipe);
  declareCheck(program, declaring, actions.check);
  declareDiff(program, declaring, actions.diff);
  declareEligibility(program, declaring, actions.eligibility);
  declarePolicy(program, declaring, actions.policy);

  return quiet(program);
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
