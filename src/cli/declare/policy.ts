import type { Command } from 'commander';
import { type CurveAction, declareCurve } from './curve.ts';
import { addCommon, type Declaring } from './declare.ts';
import { declarePolicyNew, type PolicyNewAction } from './policy-new.ts';

/** What the commands under `policy` do. */
export interface PolicyActions {
  readonly draft: PolicyNewAction;
  readonly schema: (options: Record<string, unknown>) => Promise<number>;
  readonly lint: (paths: readonly string[], options: Record<string, unknown>) => Promise<number>;
  readonly curve: CurveAction;
}

export function declarePolicy(program: Command, declaring: Declaring, actions: PolicyActions): void {
  const { say, option, run } = declaring;
  const policy = program.command('policy').description(say('政策文件', 'policy files'));
  policy
    .command('schema')
    .description(say('政策文件的 JSON Schema，供编辑器使用', 'JSON Schema of policy files, for editors'))
    .addOption(option('--cases', { zh: '用例文件的', en: 'that of files of cases' }))
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .action(run((options: Record<string, unknown>) => actions.schema(options)));
  const lint = policy
    .command('lint')
    .argument(
      '[PATH...]',
      say('文件或文件夹；默认全部自带政策', 'files or folders; by default all shipped policies'),
    )
    .description(say('检查政策文件，列出全部问题', 'check policy files and list every problem'))
    .action(run((paths: string[], options: Record<string, unknown>) => actions.lint(paths, options)));
  addCommon(lint, declaring);
  declareCurve(policy, declaring, actions.curve);
  declarePolicyNew(policy, declaring, actions.draft);
}
