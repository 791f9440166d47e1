import type { Option } from 'commander';
import type { Declaring } from './declare.ts';

/** How a file of claims is read, for every command that reads one. */
export function claimsFileOptions({
  option,
}: Declaring): Readonly<Record<'map' | 'delimiter' | 'workers' | 'mask', Option>> {
  return {
    map: option('--map <FILE>', { zh: '列名、代码对照（YAML）', en: 'your own headers and codes (YAML)' }),
    delimiter: option('--delimiter <CHAR>', {
      zh: '分隔符，如 tab、; ；默认自动识别',
      en: 'what separates columns: tab, ; …; found by itself',
    }),
    mask: option('--mask <HOW>', {
      zh: '隐去人员编号：stars 打星，或 hash:密钥文件',
      en: 'hide person numbers: stars, or hash:KEYFILE',
    }),
    workers: option('--workers <N>', { zh: '线程数；默认全部核', en: 'threads; all cores by default' }),
  };
}
