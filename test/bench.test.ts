import { expect, it } from 'vitest';
import { measureEngine } from '../bench/engine.ts';

it('the bench settles all of its claims, by the engine as by the plain reading', async () => {
  // It throws where the two differ, and leaves out claims that no policy answers any more.
  expect((await measureEngine('.', 1)).plans).toBe(13);
});
