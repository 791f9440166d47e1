import { Argument, type Command, type Option } from 'commander';
import type { DraftQuestion } from '../../policy/draft/question.ts';
import { DRAFT_QUESTIONS } from '../../policy/draft/questions.ts';
import { addCommon, type Declaring } from './declare.ts';
import { offering } from './offer.ts';

export type PolicyNewAction = (id: string | undefined, options: Record<string, unknown>) => Promise<number>;

/** `baoxiao policy new`: a flag for every question. */
export function declarePolicyNew(policy: Command, declaring: Declaring, action: PolicyNewAction): void {
  const { say, option, run } = declaring;
  const command = policy
    .command('new')
    .addArgument(
      // A new one: those that there are would be wrong.
      offering(
        new Argument(
          '[ID]',
          say(
            '区划代码/险种，如 420100/resident；险种以外的名称是补充保险',
            'place/scheme, such as 420100/resident; any other name is a supplement',
          ),
        ),
        [],
      ),
    )
    .description(
      say(
        '起草一份政策和第一批用例；终端上逐项询问，没有回答的记为未载明',
        'draft a policy with its first cases; asks on a terminal, and makes up no figure',
      ),
    );
  for (const question of DRAFT_QUESTIONS) command.addOption(optionOf(question, declaring));
  command
    .addOption(option('--dir <DIR>', { zh: '政策文件夹', en: 'policy folder' }).default('policies'))
    .addOption(option('--force', { zh: '覆盖已有的文件', en: 'replace files that exist' }))
    .action(run((id: string | undefined, options: Record<string, unknown>) => action(id, options)));
  addCommon(command, declaring);
}

function optionOf({ flag, placeholder, label, help, choices }: DraftQuestion, { option }: Declaring): Option {
  const values = choices.map(({ value }) => value).filter((value) => value !== '');
  const [zh, en] = values.length > 0 ? [values.join('、'), values.join(', ')] : [help.zh, help.en];
  const declared = option(`--${flag} <${placeholder}>`, {
    zh: `${label.zh}：${zh}`,
    en: `${label.en}: ${en}`,
  });
  const offered = choices.filter(({ value }) => value !== '');
  if (offered.length === 0) return declared;
  return offering(
    declared,
    offered.map(({ value, label }) => ({ word: value, label })),
  );
}
