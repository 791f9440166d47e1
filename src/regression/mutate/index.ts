export { readEquivalents } from './equivalent.ts';
export { mutate } from './main.ts';
export { outcomeText } from './text.ts';
