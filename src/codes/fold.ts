/** One spelling for full-width and half-width, capitals, spaces, apostrophes, tone marks, and ü typed as v. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('u\u0308', 'v')
    .replace(/[\s'’‘`\-\u0300-\u036f]/g, '');
}
