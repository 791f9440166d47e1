import { BaoxiaoError } from '../../diagnostics/diagnostic.ts';
import type { Text } from '../../diagnostics/text.ts';
import { numbered } from '../../questions/choices.ts';
import type { Walk } from '../../questions/walk.ts';
import { choicePrompt } from '../prompts/choice.ts';
import { asked, BACK, linesOf, tell } from '../prompts/look.ts';
import { menuPrompt } from '../prompts/menu.ts';
import type { Item } from '../prompts/pick.ts';
import { COMPARISONS, type ComparisonBy, type InteractiveIo } from './io.ts';
import { changeOne } from './review.ts';
import { save } from './save.ts';
import type { Session } from './session.ts';
import { TEXTS } from './texts.ts';

/** What follows a result: another claim, or the end. */
export type Then = 'again' | 'quit';

/** Shows the result and what can be done with it, until the clerk goes on. */
export async function afterwards(session: Session, walk: Walk, io: InteractiveIo): Promise<Then> {
  let step = walk;
  session.print('');
  await show(session, step, io);
  for (;;) {
    const action = await menu(session, step, io);
    if (action === 'again' || action === 'quit') return action;
    if (action === 'change') {
      const changed = await changeOne(session, step);
      if (changed) {
        step = changed;
        session.remember(step);
        session.print('');
        await show(session, step, io);
      }
    } else if (action === 'details' && step.estimate && io.details)
      report(session, await io.details(step.estimate, session.look.lang));
    else if (action === 'compare') await compare(session, step, io);
    else if (action === 'save' && step.estimate) await save(session, step.estimate, io);
    else if (action === 'lang') {
      session.speak(session.look.lang === 'zh' ? 'en' : 'zh');
      await show(session, step, io);
    }
  }
}

async function show(session: Session, { estimate }: Walk, io: InteractiveIo): Promise<void> {
  if (estimate) report(session, await io.render(estimate, session.look.lang));
}

/** A result stands alone: an empty line between it and the menu. */
function report(session: Session, text: string): void {
  session.print(`${text.trimEnd()}\n\n`);
}

async function menu(session: Session, step: Walk, io: InteractiveIo): Promise<string> {
  const { look, keyboard } = session;
  const item = (key: string, value: string, text: Text): Item => ({
    key,
    value,
    name: tell(look, text),
    words: [],
  });
  const items = [
    item('n', 'again', TEXTS.again),
    item('c', 'change', TEXTS.change),
    ...(io.details ? [item('d', 'details', TEXTS.details)] : []),
    ...(io.compare && comparisonsOf(step).length > 0 ? [item('v', 'compare', TEXTS.compare)] : []),
    item('s', 'save', TEXTS.save),
    item('l', 'lang', TEXTS.otherLang),
    item('q', 'quit', TEXTS.quit),
  ];
  return keyboard.ask(look.stdout, (context) => menuPrompt({ look, items }, context));
}

const FIELDS: Readonly<Record<ComparisonBy, string>> = {
  level: 'hospital.level',
  filing: 'access.filing',
  referral: 'access.referral',
};

/** What this policy makes a difference by. */
function comparisonsOf({ situation }: Walk): ComparisonBy[] {
  const used = situation.prepared?.result?.used;
  return COMPARISONS.filter((by) => used?.has(FIELDS[by]));
}

async function compare(session: Session, step: Walk, io: InteractiveIo): Promise<void> {
  const { look, keyboard } = session;
  const { draft, options, wording } = step.situation;
  const ways = comparisonsOf(step);
  const items = numbered(ways.map((by) => ({ value: by, label: wording(FIELDS[by]), words: [by] })));
  const by =
    ways.length === 1
      ? ways[0]
      : await keyboard.ask(look.stdout, (context) =>
          choicePrompt(
            {
              look,
              head: [asked(look, tell(look, TEXTS.compareBy))],
              items: items.map(({ label, ...rest }) => ({ ...rest, name: tell(look, label) })),
              default: ways[0] ?? '',
            },
            context,
          ),
        );
  if (by === undefined || by === BACK || !io.compare) return;
  try {
    report(session, await io.compare(draft, by as ComparisonBy, options, look.lang));
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    for (const { message, hint } of error.diagnostics)
      for (const line of linesOf(look, message, hint)) session.print(look.paint.bad(line));
  }
}
