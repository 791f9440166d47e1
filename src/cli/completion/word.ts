/** Something that may be typed, and what it means. */
export interface Word {
  readonly word: string;
  readonly about: string;
}
