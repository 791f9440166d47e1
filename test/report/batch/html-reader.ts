const VOID = new Set(['meta', 'br', '!doctype']);

/** What is wrong with the nesting of a page's elements: every one is closed, in order; undefined where all is well. */
export function misnested(html: string): string | undefined {
  const open: string[] = [];
  const body = html.replace(/<style>[^<]*<\/style>/, '');
  for (const [tag, closing, name = '', closed] of body.matchAll(
    /<(\/?)([!\w]+)(?:\s+[-\w:]+(?:="[^"<>]*")?)*\s*(\/?)>/g,
  )) {
    if (closing) {
      if (open.pop() !== name) return tag;
    } else if (!closed && !VOID.has(name.toLowerCase())) open.push(name);
  }
  const stray = body.replace(/<(\/?)([!\w]+)(?:\s+[-\w:]+(?:="[^"<>]*")?)*\s*(\/?)>/g, '');
  if (/[<>]/.test(stray))
    return stray.slice(Math.max(0, stray.search(/[<>]/) - 40), stray.search(/[<>]/) + 40);
  return open.length > 0 ? `open: ${open.join(' ')}` : undefined;
}

/** The names of all attributes of a page's elements. */
export function attributesOf(html: string): Set<string> {
  const tags = [...html.matchAll(/<\w[^<>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, ''));
  return new Set(tags.flatMap((tag) => [...tag.matchAll(/\s([-:\w]+)/g)].map(([, name = '']) => name)));
}

export interface ReadTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The row of sums. */
  readonly total?: readonly string[];
}

/** The tables of a page, as their texts. */
export function tablesOf(html: string): ReadTable[] {
  return [...html.matchAll(/<table[^>]*>(.*?)<\/table>/gs)].map(([, table = '']) => {
    const [head = [], ...rows] = [...table.matchAll(/<tr( class="sum")?>(.*?)<\/tr>/gs)].map(
      ([, isSum, row = '']) => ({
        isSum: isSum !== undefined,
        cells: [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => plain(cell)),
      }),
    );
    const total = rows.find(({ isSum }) => isSum)?.cells;
    return {
      head: 'cells' in head ? head.cells : [],
      rows: rows.filter(({ isSum }) => !isSum).map(({ cells }) => cells),
      ...(total && { total }),
    };
  });
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
