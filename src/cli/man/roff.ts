/** Signs that the pages write otherwise: they hold plain ASCII, so that every system shows them alike. */
const SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\e',
  // As typed on a command line; a bare one would be set as a hyphen.
  '-': '\\-',
  '“': '\\(lq',
  '”': '\\(rq',
  '’': '\\(cq',
  '…': '...',
};

/** Before a word that is not to be broken: a name or an option. */
const WHOLE = '\\%';

/** A text as man pages have it. */
export function roff(text: string): string {
  const signs = [...text].map((sign) => {
    const written = SIGNS[sign] ?? sign;
    if (!/^[ -~]+$/.test(written)) throw new Error(`man pages have no sign for “${sign}” in “${text}”`);
    return written;
  });
  return signs
    .join('')
    .replace(/^[.']/, '\\&$&')
    .replace(/(?<!\S)[^\s\w]*\w\S*[-_/=]\S*|(?<!\S)\\-\S+/g, `${WHOLE}$&`);
}

export function bold(text: string): string {
  return `\\fB${roff(text)}\\fR`;
}

export function italic(text: string): string {
  return `\\fI${roff(text)}\\fR`;
}

export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`.SH ${title}`, ...lines];
}

/** What is explained, and below it, further in, the explanation. */
export function item(head: string, text: string): string[] {
  return ['.TP', head, roff(text)];
}

export function paragraphs(texts: readonly string[]): string[] {
  return texts.flatMap((text, at) => (at === 0 ? [roff(text)] : ['.PP', roff(text)]));
}

/** Command lines as they are typed, each after what it is for. */
export function examples(all: readonly (readonly [line: string, what: string])[]): string[] {
  return all.flatMap(([line, what], at) => [
    ...(at === 0 ? [] : ['.PP']),
    roff(`${what}:`),
    '.PP',
    '.RS 4',
    '.EX',
    ...broken(line).map(roff),
    '.EE',
    '.RE',
  ]);
}

/** What there is room for beside the margins of 80 columns. */
const WIDTH = 66;

/** A long command line on several, as a shell reads it. */
function broken(line: string): string[] {
  const cut = line.length <= WIDTH ? -1 : line.lastIndexOf(' --', WIDTH - 2);
  // An option as long as a line stays whole.
  if (cut <= 3) return [line];
  return [`${line.slice(0, cut)} \\`, ...broken(`   ${line.slice(cut)}`)];
}
