import { basename, dirname, resolve } from 'node:path';
import { GENERIC } from '../../codes/place-code.ts';
import type { Check, ReportIn, Rule } from '../check.ts';
import type { Subject } from '../subject.ts';
import { codeOf, type Surroundings } from '../surroundings.ts';

const PLACE_UNKNOWN: Rule = {
  code: 'PLACE_UNKNOWN',
  severity: 'error',
  what: 'The code of the policy is no place of the code table, and the file does not name one itself.',
  why: 'Nobody can choose the place by its name, and a mistyped code is found by nobody at all.',
  example: 'policy: 371399/employee without place',
  mend: {
    zh: '改代码；区划表里确实没有就写 place',
    en: 'mend the code, or give `place` where the table has none',
  },
};
const PLACE_NOT_NEEDED: Rule = {
  code: 'PLACE_NOT_NEEDED',
  severity: 'warning',
  what: '`place` names a place that the code table knows.',
  why: 'The table has the name already, with its pinyin; a second one may differ.',
  example: 'policy: 371300/employee, place: 临沂',
  mend: { zh: '删去 place', en: 'remove `place`' },
};
const FOLDER_NAME: Rule = {
  code: 'FOLDER_NAME',
  severity: 'warning',
  what: 'The folder is not called after the place of its code.',
  why: 'One of the two is wrong: the rules may be filed under another city.',
  example: 'policies/371300-linfen/employee.yaml',
  mend: { zh: '核对代码和拼音，改文件夹名', en: 'check the code and the pinyin, and rename the folder' },
};
const FOLDER_TWICE: Rule = {
  code: 'FOLDER_TWICE',
  severity: 'error',
  what: 'Two folders beside each other hold policies of one code.',
  why: 'Of two files for the same scheme only one is ever found.',
  example: 'policies/371300-linyi and policies/371300-linyishi',
  mend: { zh: '合并成一个文件夹', en: 'make one folder of the two' },
};
const POLICY_TWICE: Rule = {
  code: 'POLICY_TWICE',
  severity: 'error',
  what: 'Two files of one library are the policy of the same place and scheme.',
  why: 'Only the first of them is ever used.',
  example: '371300-linyi/employee.yaml and 371300-linyishi/employee.yaml',
  mend: {
    zh: '合并成一份；按日期区分的写成两个版本',
    en: 'make one file of the two; what differs by date are two versions',
  },
};
const TITLE_TWICE: Rule = {
  code: 'TITLE_TWICE',
  severity: 'warning',
  what: 'Two policies have the same title.',
  why: 'A file was copied and its title was not changed; results of the two cannot be told apart.',
  example: 'title: 临沂市职工基本医疗保险 in resident.yaml, too',
  mend: { zh: '改标题', en: 'change the title' },
};

/** Where policies stand: codes, folders, titles. */
export const placesCheck: Check = {
  rules: [PLACE_UNKNOWN, PLACE_NOT_NEEDED, FOLDER_NAME, FOLDER_TWICE, POLICY_TWICE, TITLE_TWICE],
  library(around, report) {
    for (const subject of around.subjects)
      if (subject.policy.kind !== 'national') place(subject, around, report);
    twins(around, report);
  },
};

function place(subject: Subject, { regions }: Surroundings, report: ReportIn): void {
  const code = codeOf(subject);
  const { file, policy } = subject;
  const region = code === GENERIC ? undefined : regions.byCode(code);
  if (code !== GENERIC && !region && !policy.place)
    report(PLACE_UNKNOWN, file, subject.head('policy')?.place, {
      zh: `区划表里没有 ${code}`,
      en: `${code} is not in the code table`,
    });
  if (region && policy.place)
    report(PLACE_NOT_NEEDED, file, subject.places.key(subject.tree.place, 'place'), {
      zh: `${code} 就是${region.name}，不必写 place`,
      en: `${code} is ${region.english}; \`place\` is not needed`,
    });
  const pinyin = basename(folderOf(file)).slice(7).toLowerCase();
  if (region && pinyin !== '' && basename(folderOf(file)).startsWith(code) && pinyin !== region.pinyin)
    report(FOLDER_NAME, file, subject.head('policy')?.place, {
      zh: `文件夹叫“${pinyin}”，${code} 是${region.name}（${region.pinyin}）`,
      en: `the folder is called “${pinyin}”, ${code} is ${region.english} (${region.pinyin})`,
    });
}

function folderOf(file: string): string {
  return dirname(resolve(file));
}

function twins({ subjects }: Surroundings, report: ReportIn): void {
  const folders = new Map<string, string>();
  const ids = new Map<string, string>();
  const titles = new Map<string, string>();
  for (const subject of subjects) {
    const { file, policy } = subject;
    const at = subject.head('policy')?.place;
    const root = dirname(folderOf(file));
    const folder = `${root} ${codeOf(subject)}`;
    const other = folders.get(folder);
    if (other !== undefined && other !== folderOf(file) && policy.kind !== 'national') {
      report(FOLDER_TWICE, file, at, {
        zh: `${codeOf(subject)} 还有一个文件夹 ${basename(other)}`,
        en: `${codeOf(subject)} has another folder, ${basename(other)}`,
      });
      folders.set(folder, folderOf(file));
    } else if (policy.kind !== 'national') folders.set(folder, folderOf(file));
    const id = `${root} ${policy.id}`;
    const same = ids.get(id);
    if (same !== undefined)
      report(POLICY_TWICE, file, at, {
        zh: `${policy.id} 另见 ${same}`,
        en: `${policy.id} is in ${same}, too`,
      });
    else ids.set(id, file);
    const title = `${root} ${policy.title.zh}`;
    const titled = titles.get(title);
    if (titled !== undefined && same === undefined)
      report(TITLE_TWICE, file, subject.head('title')?.place, {
        zh: `与 ${titled} 标题相同：“${policy.title.zh}”`,
        en: `${titled} has the same title, “${policy.title.en}”`,
      });
    else titles.set(title, file);
  }
}
