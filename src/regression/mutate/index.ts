export { readEquivalents } from './equivalent.ts';
export { judged, mutateShare } from './main.ts';
export { outcomeText } from './text.ts';
