import type { Paint } from './paint.ts';
import type { View } from './view.ts';

/** What the parts of a text report share. */
export interface TextContext {
  readonly view: View;
  readonly paint: Paint;
  readonly width: number;
  readonly ascii: boolean;
}
