import { HUES, type Hue, type Paint, type Painter, PLAIN } from '../report/paint.ts';

/** Colours by chalk where the stream takes them, else none; chalk is loaded only then. */
export async function paintFor(colour: boolean): Promise<Paint> {
  if (!colour) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const hues: Record<Hue, Painter> = {
    fund1: chalk.blue,
    fund2: chalk.cyan,
    fund3: chalk.magenta,
    fund4: chalk.green,
    hospital: chalk.gray,
    account: chalk.yellow,
    card: chalk.yellowBright,
    cash: chalk.red,
  };
  return {
    strong: chalk.bold,
    dim: chalk.dim,
    good: chalk.green,
    warn: chalk.yellow,
    bad: chalk.red,
    payer: Object.fromEntries(HUES.map((hue) => [hue, hues[hue]])) as Record<Hue, Painter>,
  };
}
