/**
 * First pinyin letters of a Chinese text, by where each character sorts among the first characters of each letter.
 * Good enough to jump in a list: a character with two readings has one of them.
 */
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨它穵夕丫帀';

let collator: Intl.Collator | undefined;

export function initialsOf(text: string): string {
  collator ??= new Intl.Collator('zh-Hans-CN-u-co-pinyin');
  let initials = '';
  for (const character of text) {
    if (/\p{Script=Han}/u.test(character)) initials += letterOf(character, collator);
    else if (/[a-z0-9]/i.test(character)) initials += character.toLowerCase();
  }
  return initials;
}

function letterOf(character: string, order: Intl.Collator): string {
  const after = [...FIRST].findIndex((first) => order.compare(first, character) > 0);
  return LETTERS.charAt(after < 0 ? LETTERS.length - 1 : Math.max(0, after - 1));
}
