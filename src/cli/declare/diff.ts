import type { Command } from 'commander';
import { claimsFileOptions, ENCODING_WORDS } from './claims-file-options.ts';
import { addCommon, type Declaring, repeated } from './declare.ts';
import { offering } from './offer.ts';

export type DiffAction = (old: string, now: string, options: Record<string, unknown>) => Promise<number>;

export function declareDiff(program: Command, declaring: Declaring, action: DiffAction): void {
  const { say, option, run } = declaring;
  const reading = claimsFileOptions(declaring);
  const command = program
    .command('diff')
    .argument(
      '<OLD>',
      say(
        '旧政策：文件夹，或 git 版本（git:v1.2、git:HEAD~1:文件夹）',
        'the old policies: a folder, or a git revision (git:v1.2, git:HEAD~1:FOLDER)',
      ),
    )
    .argument('<NEW>', say('新政策：同上', 'the new policies: the same'))
    .description(
      say(
        '两套政策差在哪里；加报销单，看谁多付、谁少付',
        'what differs between two sets of policies; with claims, who pays more and who less',
      ),
    )
    .addOption(
      option('--claims <FILE>', {
        zh: '用这些报销单比较（CSV、.csv.gz、.xlsx；- 为标准输入）',
        en: 'compare on these claims (CSV, .csv.gz, .xlsx; - is standard input)',
      }),
    )
    .addOption(
      repeated(
        '--cases <PATH>',
        say(
          '用回归用例里的报销单比较（文件或文件夹）',
          'compare on the claims of regression cases (file or folder)',
        ),
      ),
    )
    .addOption(
      option('--policies <DIR>', {
        zh: 'git 版本取仓库里的这个文件夹；默认 policies',
        en: 'the folder that git revisions are taken of; policies by default',
      }),
    )
    .addOption(
      option('--ids', {
        zh: '变化最大的报销单写上结算ID',
        en: 'name the largest changes by their claim ids',
      }),
    )
    .addOption(
      repeated(
        '--assume <KEY=VALUE>',
        say('给出未载明的数值（两边）', 'a figure that is not stated, on both sides'),
      ),
    )
    .addOption(reading.map)
    .addOption(
      offering(
        option('--encoding <NAME>', {
          zh: '报销单编码 utf-8、gbk、utf-16；默认自动识别',
          en: 'encoding of the claims: utf-8, gbk, utf-16; found by itself',
        }),
        ENCODING_WORDS,
      ),
    )
    .addOption(reading.delimiter)
    .addOption(reading.workers)
    .addOption(
      option('-f, --format <FORMAT>', { zh: '格式 text、json、html', en: 'text, json or html' })
        .choices(['text', 'json', 'html'])
        .default('text'),
    )
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }));
  addCommon(command, declaring).action(
    run((old: string, now: string, options: Record<string, unknown>) => action(old, now, options)),
  );
}
