// Codes that the standard has dropped since 2002, and what has followed: the packages' lists compared, one with the next.
// The place that follows has a new code and the old name; where that does not tell, SUCCESSORS does.
import { currentList, pastLists } from './lists.mjs';
import { namesOf, shortName } from './names.mjs';

// By old code, the main part first. From the announcements of each change.
const SUCCESSORS = tableOf(`
  110103 110101  110104 110102  120107 120116  120108 120116  120109 120116  120225 120119
  130103 130102+130104  130223 130284  130230 130209  130421 130403+130402  130521 130503+130502  130526 130505
  130603 130606  130604 130606  130721 130705+130702+130703
  140202 140213+140214  140203 140214  140211 140214+140212+140213  140227 140215  140402 140403  140411 140403  140421 140404
  152600 150900
  230105 230104  230107 230110  230702 230717  230705 230751  230706 230718  230707 230724  230708 230717  230709 230751
  230710 230724  230711 230717+230718  230712 230723  230713 230725  230714 230723  230715 230724  230716 230719
  230802 230811  232702 232762  232703 232763  232704 232764
  310103 310101  310108 310106  310119 310115
  320103 320104  320107 320106  320202 320213  320203 320213  320204 320213  320304 320311+320312+320302  320405 320412
  320502 320508  320503 320508  320504 320508  320611 320613  320705 320706  320802 320812  320811 320812  321011 321003
  330103 330105  330104 330102+330114  330204 330212  330621 330603+330602
  340204 340202  340208 340209  340221 340210  340502 340503  340702 340705  340703 340705  340721 340706
  341400 340181+340124+340281+340522+340523  341402 340181
  350202 350203  350204 350203  350402 350404  360105 360112  360421 360404  360427 360483  361121 361104
  370205 370203  370284 370211  370634 370614  370802 370811  371200 370116+370117  371202 370116  371421 371403
  410211 410202  410224 410212  410306 410308  411023 411003  411222 411203  420321 420304  430221 430212
  440102 440104  440107 440103  440116 440112  440202 440204  440506 440512+440511  440508 440511+440507  440509 440511
  440510 440512  440903 440904
  450104 450107  450106 450107+450105  450127 450181  450404 450403  450411 450403+450405
  460321 460302  460322 460303  460323 460302  469003 460400  469034 469028  469036 469030  469037 460302  469039 460302
  500222 500110  500225 500111  500234 500154  510124 510117  510724 510705  510902 510903+510904  511521 511504+511502
  511721 511703+511702  520114 520111  520222 520281  520321 520304+520303  522201 520602  522230 520603  522401 520502
  532701 530802  533521 530902  542121 540302  542301 540202  542421 540602  542621 540402
  610125 610118  610321 610304  610427 610482  610521 610503  622421 621102
  640203 640205  640222 640221+640104  640321 640502  650108 650109  652101 650402  652201 650502  652303 650109
`);

// The year of a change that lies between two lists of different years.
const YEARS = yearsOf(`
  2005 330402 620502 620503
  2007 510802
  2010 220602 420600 420607 532621 533103
  2011 500110 500111 310103 321011 321088 341400 341402 341421 341422 341423 341424 430122 500222 500225 511522 522200 522201 522222
       522223 522224 522225 522226 522227 522228 522229 522230 522400 522401 522422 522423 522424 522425 522426 522427
       522428 530121
  2012 320803 130230 320502 320503 320504 320584 321284 340502 370205 370284 441827 445221 469031 469032 469033 511821 520114
  2013 510811 220724 320103 320107 320124 320125 330621 330682 360782 370802 370882 441421 445121 450322 450404 511721 532526
       632100 632121 632122 632123 632126 632127 632128 632721
  2014 210112 371324 130103 130124 130182 130185 220181 230182 320705 320721 330183 350784 350822 371081 371421 371624 410211 410224
       420321 440116 440183 440184 440903 440923 441723 445323 500224 500227 511422 520421 533421 542100 542121 542122
       542123 542124 542125 542126 542127 542128 542129 542132 542133 542300 542301 542322 542323 542324 542325 542326
       542327 542328 542329 542330 542331 542332 542333 542334 542335 542336 542337 542338 610126
  2015 130602 110228 110229 120221 120223 130323 130603 130604 130621 130622 130625 210282 231024 310108 320202 320203 320204
       320405 320482 320982 330322 340702 340703 340721 340823 341521 360122 361122 411222 441283 450122 451025 460321
       460322 460323 469003 500223 500226 510122 513229 513321 530421 530522 540125 542600 542621 542622 542623 542624
       542625 542626 542627 610521 610823 630221 652100 652101 652122 652123
  2016 139001 139002 360402 120225 130421 130428 130429 130721 130729 130733 131181 210122 211121 230833 310230 320802 320811 320829 330204
       330283 360427 360721 361029 370181 370521 371727 411023 450221 451281 500228 500232 500234 510124 510724 512081
       520321 530122 530328 533321 542200 542221 542222 542223 542224 542225 542226 542227 542228 542229 542231 542232
       542233 610125 610624 652200 652201 652222 652223
  2017 130823 330185 331021 350182 360421 370282 430124 510626 511028 520222 540126 542400 542421 542422 542423 542424
       542425 542426 542427 542428 542429 542430 542431 610721 610821
  2018 130223 140202 140203 140211 140227 140402 140411 140421 140424 140481 140624 232723 320621 340824 360622 370125
       371626 420821 430221 450331 511521 522322 530321 530630 610427 620824
  2019 140726 230702 230703 230704 230705 230706 230707 230708 230709 230710 230711 230712 230713 230714 230715 230716
       231121 340225 341822 360105 361121 371200 371202 371203 371523 410728 411626 430521 451021 451023 510922 530422
       610623 630122 652923
  2020 130502 130503 130521 130526 130527 220381 320602 320611 320684 340203 340208 340211 340221 340222 360727 370634 370684 421023
       510132 520221 632321
  2021 330103 330104 350402 350403 350427 350625 350681 410306 410322 410381 431121 450127 513425 520522 532331 610322
       610928 654223
  2023 540422 540530
`);

/** Names that only spell the right one wrongly. */
const MISSPELT = [
  '墉桥区',
  '荷泽市',
  '廛河回族区',
  '师河区',
  '乔口区',
  '虎亭区',
  '江洲区',
  '华莹市',
  '杨凌区',
];

/**
 * Codes that are no more, and earlier names of those that are.
 * @param places what today's places are called, by code
 * @returns by code: what it was called, the years it came and went, the codes of today
 */
export function retiredRows(places) {
  const lists = [...pastLists(), { month: '', list: currentList() }];
  const used = new Set();
  const codes = [...new Set(lists.flatMap(({ list }) => Object.keys(list)))].sort();
  const rows = codes.flatMap((code) =>
    places.has(code) ? renamed(code, lists, used) : [retired(code, lists, used)],
  );
  const unused = [...Object.keys(SUCCESSORS), ...Object.keys(YEARS)].filter((code) => !used.has(code));
  if (unused.length > 0)
    throw new Error(`successors or years of codes that are not retired: ${unused.join(', ')}`);
  return rows.map(({ code, name, from, to, now }) => {
    const names = namesOf(code, name, undefined);
    const same = now.map((next) => places.get(next)).find((place) => place.short === names.short);
    return { code, from, to, now, ...names, english: same?.english ?? names.english };
  });
}

function retired(code, lists, used) {
  const last = lists.findLastIndex(({ list }) => list[code] !== undefined);
  const name = lists[last].list[code];
  const from = cameIn(lists, ({ list }) => list[code] !== undefined);
  return { code, name, from, to: wentIn(code, lists, last, used), now: today(code, lists, used) };
}

/** Earlier names of a code that is still there: 420600 was 襄樊市. */
function renamed(code, lists, used) {
  const current = lists.at(-1).list;
  const names = [...new Set(lists.flatMap(({ list }) => list[code] ?? []))];
  return names.flatMap((name) => {
    const elsewhere = Object.keys(current).some(
      (other) => other.slice(0, 4) === code.slice(0, 4) && current[other] === name,
    );
    // 410307 was 洛龙区, which has another code now: the code has gone to another place.
    if (elsewhere || MISSPELT.includes(name)) return [];
    const last = lists.findLastIndex(({ list }) => list[code] === name);
    const from = cameIn(lists, ({ list }) => list[code] === name);
    return [{ code, name, from, to: wentIn(code, lists, last, used), now: [code] }];
  });
}

/** The codes of today where a code was. */
function today(code, lists, used) {
  const current = lists.at(-1).list;
  const next = SUCCESSORS[code] ?? [followerOf(code, lists)];
  if (SUCCESSORS[code] !== undefined) used.add(code);
  const now = next.flatMap((other) => (current[other] === undefined ? today(other, lists, used) : [other]));
  return [...new Set(now)];
}

/** The one code of the same level, province and short name that came when a code went. */
function followerOf(code, lists) {
  const last = lists.findLastIndex(({ list }) => list[code] !== undefined);
  if (last < 0) throw new Error(`no list has ${code}`);
  const [{ list: before }, { list: after }] = lists.slice(last, last + 2);
  const short = shortName(code, before[code]);
  const level = (other) => other.endsWith('00');
  const found = Object.keys(after).filter(
    (other) =>
      before[other] === undefined &&
      other.slice(0, 2) === code.slice(0, 2) &&
      level(other) === level(code) &&
      shortName(other, after[other]) === short,
  );
  if (found.length !== 1)
    throw new Error(`${code} ${before[code]} has no one successor: add it to SUCCESSORS`);
  return found[0];
}

/** The year of the first list that has something; none where that is the oldest list. */
function cameIn(lists, has) {
  const first = lists.findIndex(has);
  return first === 0 ? '' : lists[first].month.slice(0, 4);
}

/** The year in which a code or name was given up: after one list and before the next. */
function wentIn(code, lists, last, used) {
  const after = Number(lists[last].month) + 1;
  const earliest = after % 100 > 12 ? Math.floor(after / 100) + 1 : Math.floor(after / 100);
  const latest = Number(lists[last + 1].month.slice(0, 4));
  const year = YEARS[code];
  if (year !== undefined) {
    used.add(code);
    return year;
  }
  if (earliest === latest) return latest;
  throw new Error(
    `${code} ${lists[last].list[code]} went between ${earliest} and ${latest || 'now'}: add its year to YEARS`,
  );
}

/** Pairs of an old code and, with a plus between them, those that follow. */
function tableOf(text) {
  const words = text.trim().split(/\s+/);
  const entries = [];
  for (let at = 0; at < words.length; at += 2) entries.push([words[at], words[at + 1].split('+')]);
  return Object.fromEntries(entries);
}

/** Years, each followed by its codes. */
function yearsOf(text) {
  const years = {};
  let year = 0;
  for (const word of text.trim().split(/\s+/)) {
    if (word.length === 4) year = Number(word);
    else years[word] = year;
  }
  return years;
}
