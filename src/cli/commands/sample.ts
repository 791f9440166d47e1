import type { Context } from '../context.ts';
import { estimateCommand } from './estimate.ts';

/** The claim shown where nobody can be asked: a level 3 stay in Linyi that runs through all three bands. */
const SAMPLE = {
  region: '371300',
  insurance: ['employee'],
  care: 'inpatient',
  level: '3',
  date: '2025-05-01',
  total: '120600',
  format: 'text',
};

/** `baoxiao` without a terminal: the sample estimate, and where to go on. */
export async function sampleCommand(policies: unknown, context: Context): Promise<number> {
  const code = await estimateCommand({ ...SAMPLE, policies }, context);
  const { io, lang } = context;
  io.stdout.write(
    lang === 'zh'
      ? [
          '',
          '这是示例。在终端里运行 baoxiao 会逐项询问；也可以直接给出各项：',
          '  baoxiao estimate --region 临沂 --insurance 职工 --care 住院 --level 三级 --total 1.2万',
          '  baoxiao estimate --claim 报销单.yaml --format json',
          '用 baoxiao --help 查看全部命令。',
          '',
        ].join('\n')
      : [
          '',
          'This is a sample. On a terminal baoxiao asks for each thing; or give them directly:',
          '  baoxiao estimate --region linyi --insurance employee --care inpatient --level 3 --total 12000',
          '  baoxiao estimate --claim claim.yaml --format json',
          'See baoxiao --help for all commands.',
          '',
        ].join('\n'),
  );
  return code;
}
