// What places are called: short names, pinyin, initials, English names, other spellings. Corrections for what no rule gives.
import { pinyin } from 'pinyin-pro';

// Readings of single characters that pinyin-pro gets wrong but that are the same in every place name.
const CHARACTER_READINGS = {
  都: 'du', // 江都, 于都 … : "dou" is the adverb
  什: 'shi', // 喀什, 乌什 … : "shen" is the pronoun
};

// Readings of whole short names that pinyin-pro gets wrong. Keyed by short name, one syllable a character.
const NAME_READINGS = {
  乐亭: 'lao ting',
  乐陵: 'lao ling',
  乐清: 'yue qing',
  民乐: 'min le',
  万柏林: 'wan bai lin', // also spelt Wanbolin, see ALIASES
  穆棱: 'mu ling',
  绥棱: 'sui ling',
  繁峙: 'fan shi',
  洪洞: 'hong tong',
  珲春: 'hun chun',
  调兵山: 'diao bing shan',
  大箐山: 'da qing shan',
  闵行: 'min hang',
  蔚县: 'yu xian',
  蚌山: 'beng shan',
  歙县: 'she xian',
  涡阳: 'guo yang',
  曾都: 'zeng du',
  单县: 'shan xian',
  六合: 'lu he',
  浚县: 'xun xian',
  筠连: 'jun lian',
  泌阳: 'bi yang',
  召陵: 'shao ling',
  黄陂: 'huang pi',
  大埔: 'da bu',
  牟定: 'mou ding',
  吴堡: 'wu bu',
  红寺堡: 'hong si bu',
  宕昌: 'tan chang',
  称多: 'chen duo',
  尉犁: 'yu li',
  陕西: 'shaan xi', // the conventional spelling that tells it from Shanxi (山西)
};

// Other spellings people type, searched like the pinyin. Keyed by code, because names repeat.
const ALIASES = {
  131025: 'dacheng', // 大城 is read Daicheng, but many write Dacheng
  140109: 'wanbolin',
  411104: 'zhaoling',
  610000: 'shanxi', // makes "shanxi" ambiguous with 山西, on purpose
  621223: 'dangchang',
  632723: 'chengduo',
  640303: 'hongsibao hongsipu',
  820000: 'macau',
};

// Usual English names that are not the capitalised pinyin. Keyed by code.
const ENGLISH_NAMES = {
  120116: 'Binhai New Area',
  130107: 'Jingxing Mining District',
  150000: 'Inner Mongolia',
  810000: 'Hong Kong',
  820000: 'Macao',
  150100: 'Hohhot',
  150600: 'Ordos',
  150700: 'Hulunbuir',
  150800: 'Bayannur',
  150900: 'Ulanqab',
  152200: 'Hinggan',
  152500: 'Xilingol',
  152900: 'Alxa',
  230100: 'Harbin',
  230200: 'Qiqihar',
  320112: 'Jiangbei New Area',
  341271: 'Fuyang-Hefei Modern Industrial Park',
  341371: "Suzhou-Ma'anshan Modern Industrial Park",
  370572: 'Dongying Port Economic Zone',
  513300: 'Garze',
  540100: 'Lhasa',
  540200: 'Xigaze',
  540300: 'Qamdo',
  540400: 'Nyingchi',
  540600: 'Nagqu',
  542500: 'Ngari',
  632600: 'Golog',
  650100: 'Urumqi',
  650200: 'Karamay',
  650400: 'Turpan',
  652700: 'Bortala',
  652800: 'Bayingolin',
  652900: 'Aksu',
  653000: 'Kizilsu',
  653100: 'Kashgar',
  653200: 'Hotan',
  654000: 'Ili',
  654300: 'Altay',
};

// Short names no rule gives: 矿区, 林区, 特区, 新区 are endings here, but part of the name in 万柏林区 or 清新区.
const SHORT_NAMES = {
  井陉矿区: '井陉矿区', // 井陉 alone is the county beside it
  峰峰矿区: '峰峰',
  鹰手营子矿区: '鹰手营子',
  白云鄂博矿区: '白云鄂博',
  白云矿区: '白云', // its name until 2008
  万山特区: '万山',
  神农架林区: '神农架',
  六枝特区: '六枝',
  滨海新区: '滨海新区', // 滨海 alone is a county of 盐城
  乌拉盖管委会: '乌拉盖',
  五台山风景名胜区: '五台山',
  浦东新区: '浦东',
  沈北新区: '沈北',
  江北新区: '江北新区', // 江北 alone is a district of Ningbo and of Chongqing
};

const ETHNIC_GROUPS =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|' +
  '达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|裕固|保安|独龙|各';
// Autonomous names end in one or more groups; the last few drop 族 (伊犁哈萨克自治州), but only unmistakable ones.
const AUTONOMOUS = new RegExp(
  `^(.{2,}?)(?:(?:${ETHNIC_GROUPS})族|维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|回族|壮族)*(?:自治[区州县旗]|(?<=族)区)$`,
);

// Development zones: what the long official ending is called in speech, and in English.
const ZONE_ENDINGS = [
  [/(?:高新技术|高技术)(?:产业)?(?:开发区|园区)$/, '高新区', 'High-tech Zone'],
  [/经济(?:技术)?开发区$/, '经开区', 'Economic Zone'],
  [/(?:城乡一体化)?示范区$/, '示范区', 'Demonstration Zone'],
  [/(?:经济综合)?实验区$/, '实验区', 'Pilot Zone'],
  [/化工园区$/, '化工园区', 'Chemical Industry Park'],
  [/工业园区$/, '工业园区', 'Industrial Park'],
  [/产业园区$/, '产业园区', 'Industrial Park'],
  [/管理区$/, '管理区', 'Administrative Area'],
  [/新区$/, '新区', 'New Area'],
  [/新城$/, '新城', 'New Town'],
];

/** Development zones are of the statistics, not of the standard: their last two digits begin with 7. */
const isZone = (code) => /7\d$/.test(code);

/** Whether a row is an administrative division: towns, groupings and shop-made codes in the packages are not. */
export function isDivision(code, name) {
  if (/^(71|81|82)/.test(code)) return code.endsWith('0000'); // the standard has only the top level there
  if (/^(4419|4420|4604)/.test(code)) return code.endsWith('00'); // cities without counties: the rest are towns
  // Made up for delivery addresses.
  if (Number(code.slice(4)) >= 90) return false;
  return !/直辖|^[县市]$|市辖区$/.test(name); // groupings, not places
}

function zoneShortName(name, prefecture) {
  const at = name.indexOf(prefecture); // 河北邢台经济开发区: the province in front goes
  const local = (at > 0 ? name.slice(at) : name).replace(`${prefecture}市`, prefecture);
  const ending = ZONE_ENDINGS.find(([pattern]) => pattern.test(local));
  return ending ? local.replace(ending[0], ending[1]) : local;
}

/** Shijiazhuang High-tech Zone: the city's own English name, what is left in pinyin, the kind of zone. */
function zoneEnglishName(short, parts, city) {
  const ending = ZONE_ENDINGS.find((entry) => short.endsWith(entry[1]));
  if (!ending) return capitalised(parts);
  const from = short.startsWith(city.short) ? city.short.length : 0;
  const middle = parts.slice(from, short.length - ending[1].length);
  return [from > 0 ? city.english : '', capitalised(middle), ending[2]].filter(Boolean).join(' ');
}

export function shortName(code, name, prefecture) {
  if (SHORT_NAMES[name]) return SHORT_NAMES[name];
  if (isZone(code)) return zoneShortName(name, prefecture);
  const autonomous = AUTONOMOUS.exec(name);
  if (autonomous) return autonomous[1].replace(/族$/, ''); // 东乡族自治县: the group is the name
  const stripped = name.replace(/(?:特别行政区|行政委员会|地区|[省市县区盟])$/, '');
  return [...stripped].length >= 2 ? stripped : name; // 临县, 城区 keep their ending
}

function syllables(name, short) {
  const reading = NAME_READINGS[short];
  if (reading) return reading.split(' ');
  // The full name gives pinyin-pro more to recognise (六安市), and the short one is mostly its beginning.
  const source = name.startsWith(short) ? name : short;
  const read = pinyin(source, { toneType: 'none', type: 'array', v: true });
  return [...short].map((character, at) => CHARACTER_READINGS[character] ?? read[at]);
}

/** Xi'an, Lüliang: one word, an apostrophe before a vowel, ü where typing uses v. */
function capitalised(parts) {
  const word = parts
    .map((part, at) => (at > 0 && /^[aoe]/.test(part) ? `'${part}` : part))
    .join('')
    .replace(/v/g, 'ü');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function aliases(code, name, short, joined, english) {
  const found = ALIASES[code] ? [ALIASES[code]] : [];
  // 恩施州 and 石柱县 are what people say for the long autonomous names.
  const kind = /自治([州县旗])$/.exec(name);
  if (kind) found.push(short + kind[1]);
  if (/[ln]ve/.test(joined)) found.push(joined.replace(/([ln])ve/g, '$1ue')); // 略阳: typed lueyang too
  // Looked up as it is typed: small letters, no spaces.
  const typed = english.toLowerCase().replaceAll('ü', 'v').replace(/[ '-]/g, '');
  if (typed !== joined) found.push(typed);
  return found.join(' ');
}

/** All that a place is called. @param city the prefecture it lies in, named before it */
export function namesOf(code, name, city) {
  const short = shortName(code, name, city?.short);
  const parts = syllables(name, short);
  const pinyin = parts.join('');
  if (!/^[a-z]+$/.test(pinyin)) throw new Error(`${code} ${name}: no reading for ${short} (${pinyin})`);
  const english =
    ENGLISH_NAMES[code] ?? (isZone(code) ? zoneEnglishName(short, parts, city) : capitalised(parts));
  const initials = parts.map((part) => part[0]).join('');
  return { name, short, pinyin, initials, english, others: aliases(code, name, short, pinyin, english) };
}

/** A correction for a place that has gone, or was renamed, would rot unseen. */
export function checkCorrections(places, retired) {
  const everyone = [...places.values(), ...retired];
  const stale = [
    ...Object.keys(NAME_READINGS).filter((short) => !everyone.some((place) => place.short === short)),
    ...Object.keys(SHORT_NAMES).filter((name) => !everyone.some((place) => place.name === name)),
    ...[...Object.keys(ALIASES), ...Object.keys(ENGLISH_NAMES)].filter((code) => !places.has(code)),
  ];
  if (stale.length > 0)
    throw new Error(`corrections for regions that are not in the table: ${stale.join(', ')}`);
}
