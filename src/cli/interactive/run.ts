import type { Walk } from '../../questions/walk.ts';
import { InterruptedError } from '../prompts/keyboard.ts';
import { linesOf, tell } from '../prompts/look.ts';
import { afterwards, type Then } from './after.ts';
import type { AskIo, InteractiveIo } from './io.ts';
import { askAll } from './questions.ts';
import { review } from './review.ts';
import { Session } from './session.ts';
import { TEXTS } from './texts.ts';

const CURSOR_SHOW = '\u001b[?25h';
const DONE = 0;
const INTERRUPTED = 130;

/**
 * The interactive estimate, from the first question to the clerk's leave.
 * @returns the exit code: 0, or 130 after Ctrl-C
 * @throws BaoxiaoError where something is wrong that no answer can mend (a broken policy folder)
 */
export async function runInteractive(io: InteractiveIo): Promise<number> {
  try {
    await atTerminal(io, async (session) => {
      for (let then: Then = 'again'; then !== 'quit'; ) {
        const step = await review(session, await askAll(session));
        session.remember(step);
        then = await afterwards(session, step, io);
        session.startOver();
      }
    });
    return DONE;
  } catch (error) {
    if (isInterruption(error)) return INTERRUPTED;
    throw error;
  }
}

/**
 * Only the questions: asks for what `given` leaves open and hands back the estimate.
 * @throws InterruptedError (named ExitPromptError) after Ctrl-C
 */
export async function askForEstimate(io: AskIo): Promise<Walk> {
  return atTerminal(io, async (session) => {
    const step = await askAll(session);
    session.remember(step);
    session.print('');
    return step;
  });
}

/** Takes the keyboard, and gives the terminal back as it was, whatever happens. */
async function atTerminal<Value>(io: AskIo, run: (session: Session) => Promise<Value>): Promise<Value> {
  const session = await Session.start(io);
  const { look } = session;
  session.keyboard.open();
  try {
    session.print(look.paint.dim(tell(look, TEXTS.welcome)));
    const { warning } = io.settings;
    if (warning) for (const line of linesOf(look, warning)) session.print(look.paint.warn(line));
    return await run(session);
  } finally {
    session.keyboard.close();
    io.stdout.write(CURSOR_SHOW);
  }
}

function isInterruption(error: unknown): boolean {
  return error instanceof InterruptedError || (error instanceof Error && error.name === 'ExitPromptError');
}
