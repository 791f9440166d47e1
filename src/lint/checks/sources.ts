import type { Source } from '../../policy/policy.ts';
import type { Check, Rule } from '../check.ts';
import { same } from '../same.ts';

const SOURCE_NO_DATE: Rule = {
  code: 'SOURCE_NO_DATE',
  severity: 'info',
  what: 'A document has no date (general knowledge has none).',
  why: 'Nobody can tell whether the figures are those in force.',
  example: 'page: { title: 医保局通知, grade: official }',
  mend: {
    zh: '写上发布日期；确实查不到就保留',
    en: 'write the date of the document; leave it where none can be found',
  },
};
const SOURCE_TWICE: Rule = {
  code: 'SOURCE_TWICE',
  severity: 'warning',
  what: 'One document is listed as two sources.',
  why: 'A result lists it twice, and a correction of one entry leaves the other as it was.',
  example: 'page and notice with the same title, publisher, number, date and url',
  mend: { zh: '只留一个，数值都指向它', en: 'keep one of them and let the figures name it' },
};
const URL_INSECURE: Rule = {
  code: 'URL_INSECURE',
  severity: 'info',
  what: 'The address of a source begins with http://.',
  why: 'What it shows can be changed on the way; most sites have https.',
  example: 'url: http://example.gov.cn/notice.html',
  mend: { zh: '该网站支持时改成 https://', en: 'write https:// where the site has it' },
};
const URL_BAD: Rule = {
  code: 'URL_BAD',
  severity: 'warning',
  what: 'The address of a source is not one: no https:// or http:// with a host.',
  why: 'A reader of the result cannot open it.',
  example: 'url: www.example.gov.cn/notice.html',
  mend: { zh: '写完整网址（https://…）', en: 'write the whole address (https://…)' },
};

/** Sources as documents that somebody will want to open. Whether they are used is checked on loading. */
export const sources: Check = {
  rules: [SOURCE_NO_DATE, SOURCE_TWICE, URL_INSECURE, URL_BAD],
  policy(subject, report) {
    const known = Object.entries(subject.policy.sources);
    for (const [index, [id, source]] of known.entries()) {
      const spot = subject.places.key(subject.head('sources')?.place ?? {}, id);
      if (source.date === undefined && source.grade !== 'general_knowledge')
        report(SOURCE_NO_DATE, spot, { zh: `来源“${id}”没有日期`, en: `the source “${id}” has no date` });
      const twin = known.slice(0, index).find(([, other]) => same(facts(other), facts(source)));
      if (twin)
        report(SOURCE_TWICE, spot, {
          zh: `来源“${id}”与“${twin[0]}”是同一份文件`,
          en: `the source “${id}” is the document “${twin[0]}” again`,
        });
      const { url } = source;
      if (url === undefined) continue;
      const at = subject.head('sources', id, 'url')?.place;
      if (!isAddress(url)) report(URL_BAD, at, { zh: `“${url}”不是网址`, en: `“${url}” is not an address` });
      else if (url.startsWith('http:'))
        report(URL_INSECURE, at, {
          zh: `来源“${id}”的网址不是 https`,
          en: `the address of “${id}” is not https`,
        });
    }
  },
};

function facts({ title, publisher, number, date, url }: Source): unknown {
  return { title, publisher, number, date, url };
}

function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:\/\/[^/]+\.[^/]/.test(url) && !/\s/.test(url);
}
