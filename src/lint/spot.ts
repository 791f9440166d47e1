/** Where something stands in the file that is looked at. */
export interface Spot {
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}
