/** A province, prefecture or county of GB/T 2260, or the generic sample 000000. */
export interface Region {
  readonly code: string;
  /** 临沂市 */
  readonly name: string;
  /** 临沂 */
  readonly shortName: string;
  /** Of the short name, without tones or spaces, ü as v: linyi */
  readonly pinyin: string;
  /** ly */
  readonly initials: string;
  /** Linyi */
  readonly english: string;
}
