import type { Text } from '../diagnostics/text.ts';

/** A province-level region with its place among tiles: roughly where a map has it. */
export interface Tile {
  /** The first two digits of its codes. */
  readonly prefix: string;
  readonly name: Text;
  /** Two letters (ISO 3166-2:CN), where the English name has no room. */
  readonly short: string;
  readonly row: number;
  readonly column: number;
}

function tile(prefix: string, zh: string, en: string, short: string, row: number, column: number): Tile {
  return { prefix, name: { zh, en }, short, row, column };
}

/** China in nine rows and nine columns. */
export const TILES: readonly Tile[] = [
  tile('23', '黑龙江', 'Heilongjiang', 'HL', 0, 8),
  tile('15', '内蒙古', 'Inner Mongolia', 'NM', 1, 5),
  tile('22', '吉林', 'Jilin', 'JL', 1, 8),
  tile('65', '新疆', 'Xinjiang', 'XJ', 2, 0),
  tile('11', '北京', 'Beijing', 'BJ', 2, 6),
  tile('12', '天津', 'Tianjin', 'TJ', 2, 7),
  tile('21', '辽宁', 'Liaoning', 'LN', 2, 8),
  tile('62', '甘肃', 'Gansu', 'GS', 3, 2),
  tile('64', '宁夏', 'Ningxia', 'NX', 3, 3),
  tile('14', '山西', 'Shanxi', 'SX', 3, 5),
  tile('13', '河北', 'Hebei', 'HE', 3, 6),
  tile('37', '山东', 'Shandong', 'SD', 3, 7),
  tile('63', '青海', 'Qinghai', 'QH', 4, 1),
  tile('61', '陕西', 'Shaanxi', 'SN', 4, 4),
  tile('41', '河南', 'Henan', 'HA', 4, 5),
  tile('34', '安徽', 'Anhui', 'AH', 4, 6),
  tile('32', '江苏', 'Jiangsu', 'JS', 4, 7),
  tile('31', '上海', 'Shanghai', 'SH', 4, 8),
  tile('54', '西藏', 'Tibet', 'XZ', 5, 0),
  tile('51', '四川', 'Sichuan', 'SC', 5, 2),
  tile('50', '重庆', 'Chongqing', 'CQ', 5, 3),
  tile('42', '湖北', 'Hubei', 'HB', 5, 5),
  tile('36', '江西', 'Jiangxi', 'JX', 5, 6),
  tile('33', '浙江', 'Zhejiang', 'ZJ', 5, 7),
  tile('53', '云南', 'Yunnan', 'YN', 6, 2),
  tile('52', '贵州', 'Guizhou', 'GZ', 6, 4),
  tile('43', '湖南', 'Hunan', 'HN', 6, 5),
  tile('35', '福建', 'Fujian', 'FJ', 6, 7),
  tile('71', '台湾', 'Taiwan', 'TW', 6, 8),
  tile('45', '广西', 'Guangxi', 'GX', 7, 4),
  tile('44', '广东', 'Guangdong', 'GD', 7, 5),
  tile('81', '香港', 'Hong Kong', 'HK', 7, 6),
  tile('46', '海南', 'Hainan', 'HI', 8, 4),
  tile('82', '澳门', 'Macau', 'MO', 8, 5),
];
