import { type Command, InvalidArgumentError } from 'commander';
import { addCommon, type Declaring, policiesOption, repeated } from './declare.ts';
import { offering, plainWords } from './offer.ts';

export type CheckAction = (paths: readonly string[], options: Record<string, unknown>) => Promise<number>;

export function declareCheck(program: Command, declaring: Declaring, action: CheckAction): void {
  const { say, option, run } = declaring;
  const command = program
    .command('check')
    .argument(
      '[PATH...]',
      say(
        '用例文件或文件夹；默认政策旁边的全部用例',
        'files of cases or folders; by default all cases beside the policies',
      ),
    )
    .description(say('用回归用例核对政策', 'check policies against regression cases'))
    .addOption(policiesOption(declaring))
    .addOption(
      option('--policy <ID>', {
        zh: '只运行与这份政策有关的用例，如 371300/employee',
        en: 'only cases about this policy, e.g. 371300/employee',
      }),
    )
    .addOption(
      option('--name <TEXT>', { zh: '只运行名称含这段文字的用例', en: 'only cases whose name holds this' }),
    )
    .addOption(repeated('--tag <TAG>', say('只运行有这个标签的用例', 'only cases with this tag')))
    .addOption(
      offering(
        repeated(
          '--reporter <NAME[=FILE]>',
          say(
            'pretty（默认）、junit、tap、json、github；=文件 写入文件，可给多个',
            'pretty (default), junit, tap, json, github; =FILE writes to a file; may be repeated',
          ),
        ),
        plainWords('pretty', 'junit', 'tap', 'json', 'github'),
      ),
    )
    .addOption(
      option('--coverage', { zh: '列出没有用例用到的规则', en: 'list the rules that no case touches' }),
    )
    .addOption(
      option('--coverage-min <PERCENT>', {
        zh: '每份政策至少要覆盖这个百分比',
        en: 'least share of rules touched, in every policy',
      }).argParser(percentage),
    )
    .addOption(
      option('--update', {
        zh: '把用例里的金额改写成现在的结果，并列出改动',
        en: 'rewrite the expected amounts to what comes out now, and list the changes',
      }),
    )
    .addOption(option('--watch', { zh: '文件改动后重新运行', en: 'run again whenever a file changes' }));
  addCommon(command, declaring).action(
    run((paths: string[], options: Record<string, unknown>) => action(paths, options)),
  );
}

function percentage(text: string): number {
  if (/^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= 100) return Number(text);
  throw new InvalidArgumentError('0..100');
}
