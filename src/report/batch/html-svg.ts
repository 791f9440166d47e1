import { escapeHtml } from '../html-escape.ts';

/** Where a rectangle stands: across in percent of the drawing, so that it scales with the page; down in pixels. */
export interface Box {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

export function rect({ x, width, y, height }: Box, fill: string): string {
  return `<rect x="${percent(x)}" y="${pixels(y)}" width="${percent(width)}" height="${pixels(height)}" fill="${fillOf(fill)}" stroke="#111"/>`;
}

/** A drawing as wide as its place, and what it shows for those who hear the page. */
export function drawing(said: string, height: number, content: string): string {
  return `<svg role="img" aria-label="${escapeHtml(said)}" width="100%" height="${height}">${content}</svg>`;
}

export function fillOf(id: string): string {
  return `url(#fill-${id})`;
}

/** Two decimals are finer than any screen. */
export function percent(length: number): string {
  return `${Math.round(length * 100) / 100}%`;
}

function pixels(length: number): string {
  return String(Math.round(length * 100) / 100);
}
