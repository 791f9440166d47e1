import type { Paint } from '../report/paint.ts';
import { type Context, colourful } from './context.ts';
import { paintFor } from './paint.ts';

/** Colour and width, where the result goes to a terminal and not to a file. */
export async function terminalOf(
  flags: Readonly<Record<string, unknown>>,
  { io, color }: Context,
): Promise<{ readonly paint: Paint; readonly width: number }> {
  const toTerminal = typeof flags.out !== 'string';
  return {
    paint: await paintFor(toTerminal && colourful(io.stdout, io.env, color)),
    width: toTerminal && io.stdout.isTTY ? Math.min(100, io.stdout.columns) : 80,
  };
}
