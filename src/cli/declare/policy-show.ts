import { Argument, type Command } from 'commander';
import { DATE_FORM } from '../../claim/values.ts';
import { CARES } from '../../codes/cares.ts';
import { INSURANCES } from '../../codes/insurances.ts';
import { fail } from '../../diagnostics/diagnostic.ts';
import { isDay } from '../../grammar/days.ts';
import { GRADES } from '../../policy/policy.ts';
import { addCommon, type Declaring, policiesOption } from './declare.ts';
import { offering, wordsIn } from './offer.ts';

export type PolicyListAction = (
  place: string | undefined,
  options: Record<string, unknown>,
) => Promise<number>;
export type PolicyShowAction = (
  words: readonly string[],
  options: Record<string, unknown>,
) => Promise<number>;

/** `baoxiao policy list`: what there is, and how well sourced. */
export function declarePolicyList(policy: Command, declaring: Declaring, action: PolicyListAction): void {
  const { say, option, run } = declaring;
  const command = policy
    .command('list')
    .argument('[PLACE]', say('只列这个地方（名称、拼音或代码）', 'only this place (name, pinyin or code)'))
    .description(
      say('有哪些政策、从何时起、来源如何', 'what policies there are, since when, and how well sourced'),
    )
    .addOption(
      option('--map', {
        zh: '按省份排成地图样的格子：份数和最好的来源等级',
        en: 'as tiles, one a province: number of policies and best grade',
      }),
    )
    .addOption(
      offering(
        option('--scheme <WORD>', {
          zh: '只列这个险种或补充保险（employee、居民、supplement …）',
          en: 'only this scheme or supplement (employee, resident, supplement …)',
        }),
        [...wordsIn(INSURANCES), { word: 'supplement', label: { zh: '补充保险', en: 'supplement' } }],
      ),
    )
    .addOption(
      option('--grade <GRADE>', {
        zh: `只列有这一等级来源的：${GRADES.join('、')}`,
        en: `only those with sources of this grade: ${GRADES.join(', ')}`,
      }).choices([...GRADES]),
    )
    .addOption(
      offering(
        option('--care <WORD>', {
          zh: '只列有这类医疗的（住院、门诊 …）',
          en: 'only those for this kind of care',
        }),
        wordsIn(CARES),
      ),
    )
    .addOption(
      option('--date <DATE>', {
        zh: '只列这一天有效的，并按当天的版本',
        en: 'only those in force on this day, by their version of the day',
      }).argParser(day('--date')),
    )
    .addOption(policiesOption(declaring))
    .addOption(
      option('-f, --format <FORMAT>', { zh: '格式 text、md、json', en: 'text, md or json' })
        .choices(['text', 'md', 'json'])
        .default('text'),
    )
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .action(run((place: string | undefined, options: Record<string, unknown>) => action(place, options)));
  addCommon(command, declaring);
}

/** `baoxiao policy show`: one policy, explained. */
export function declarePolicyShow(policy: Command, declaring: Declaring, action: PolicyShowAction): void {
  const { say, option, run } = declaring;
  const about = say(
    '编号（110000/employee）、地方和险种（北京 职工）、标题或 national',
    'its id (110000/employee), place and scheme (beijing employee), title, or national',
  );
  const command = policy
    .command('show')
    .addArgument(offering(new Argument('<POLICY...>', about), 'place or policy'))
    .description(
      say(
        '把一份政策讲清楚：谁、什么情形、各级医院的标准、调整、来源',
        'explain a policy: who, which care, figures by hospital level, changes, sources',
      ),
    )
    .addOption(
      option('--date <DATE>', {
        zh: '这一天的版本；默认今天的，没有就是最后一个',
        en: 'the version of this day; by default of today, else the last',
      }).argParser(day('--date')),
    )
    .addOption(policiesOption(declaring))
    .addOption(
      option('-f, --format <FORMAT>', { zh: '格式 text、md、json、html', en: 'text, md, json or html' })
        .choices(['text', 'md', 'json', 'html'])
        .default('text'),
    )
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .action(run((words: string[], options: Record<string, unknown>) => action(words, options)));
  addCommon(command, declaring);
}

/** Reads the day that an option takes. */
export function day(flag: string): (text: string) => string {
  return (text) => {
    if (isDay(text)) return text;
    return fail({
      code: 'NOT_A_DATE',
      message: { zh: `“${text}”不是日期`, en: `“${text}” is not a date` },
      hint: DATE_FORM,
      field: flag,
      value: text,
    });
  };
}
