const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as the content of an element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** An element with a class; the content is HTML already. */
export function element(name: string, className: string, content: string): string {
  return `<${name}${className === '' ? '' : ` class="${className}"`}>${content}</${name}>`;
}
