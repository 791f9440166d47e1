import { existsSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { BaoxiaoError } from '../../diagnostics/diagnostic.ts';
import type { Estimate } from '../../engine/estimate.ts';
import { writeText } from '../files.ts';
import { linesOf, tell } from '../prompts/look.ts';
import { FILE_KINDS, type FileKind, type InteractiveIo, type Writer } from './io.ts';
import type { Session } from './session.ts';
import { TEXTS } from './texts.ts';

/** Asks for a file name and writes the claim or the result; never over a file without asking. */
export async function save(session: Session, estimate: Estimate, io: InteractiveIo): Promise<void> {
  const path = await askPath(session, io);
  if (path === '') return;
  if (existsSync(path) && !(await askOverwrite(session))) return session.say(TEXTS.notSaved);
  const writer = writerOf(path, io);
  if (!writer) return;
  try {
    writeText(path, await writer(estimate, session.look.lang));
    session.print(`  ${tell(session.look, TEXTS.saved)} ${path}`);
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    for (const { message, hint } of error.diagnostics)
      for (const line of linesOf(session.look, message, hint)) session.print(session.look.paint.bad(line));
  }
}

/** The file name, or nothing when the clerk pressed Esc. */
async function askPath(session: Session, io: InteractiveIo): Promise<string> {
  const { look, keyboard } = session;
  const { default: inquirer } = await import('inquirer');
  const answer = await keyboard.ask(
    look.stdout,
    async (context) => {
      const prompt = inquirer.createPromptModule(context);
      const { path } = await prompt([
        {
          type: 'input',
          name: 'path',
          message: `${tell(look, TEXTS.fileName)} ${look.paint.dim(`(${tell(look, TEXTS.fileKinds)})`)}\n `,
          default: `baoxiao-${session.surroundings.today}.html`,
          validate: (text: string) => pathProblem(session, text, io) ?? true,
          theme: themeOf(session),
        },
      ]);
      return String(path);
    },
    '',
  );
  return answer.trim();
}

async function askOverwrite(session: Session): Promise<boolean> {
  const { look, keyboard } = session;
  const { default: inquirer } = await import('inquirer');
  return keyboard.ask(
    look.stdout,
    async (context) => {
      const prompt = inquirer.createPromptModule(context);
      const { sure } = await prompt([
        {
          type: 'confirm',
          name: 'sure',
          message: tell(look, TEXTS.overwrite),
          default: false,
          theme: themeOf(session),
        },
      ]);
      return sure === true;
    },
    false,
  );
}

function pathProblem({ look }: Session, text: string, io: InteractiveIo): string | undefined {
  const path = resolve(text.trim());
  if (!writerOf(path, io)) return tell(look, TEXTS.fileKind);
  if (!existsSync(dirname(path))) return tell(look, TEXTS.noFolder);
  return existsSync(path) && statSync(path).isDirectory() ? tell(look, TEXTS.isFolder) : undefined;
}

function writerOf(path: string, { save: writers }: InteractiveIo): Writer | undefined {
  const ending = extname(path).slice(1).toLowerCase();
  const name = { yml: 'yaml', htm: 'html', markdown: 'md' }[ending] ?? ending;
  const kind: FileKind | undefined = FILE_KINDS.find((known) => known === name);
  return kind && (writers?.[kind] ?? (kind === 'yaml' ? claimYaml : undefined));
}

/** The claim as a file that `baoxiao estimate --claim` reads; assumptions go on its command line. */
async function claimYaml({ claim, notices }: Estimate): Promise<string> {
  const [{ stringify }, { claimJson }] = await Promise.all([
    import('yaml'),
    import('../../report/claim-json.ts'),
  ]);
  const assumed = notices.filter(({ code }) => code === 'USER_ASSUMPTION');
  const remarks = assumed.map(({ message }) => `# ${message.zh}\n`);
  return `${remarks.join('')}${stringify(claimJson(claim))}`;
}

/** The session's own colours instead of inquirer's, so that NO_COLOR holds here too. */
function themeOf({ look }: Session) {
  const { paint, lang } = look;
  const plain = (text: string): string => text;
  return {
    prefix: { idle: ' ', done: ' ' },
    keywords: {
      yes: lang === 'zh' ? 'y' : 'yes',
      no: lang === 'zh' ? 'n' : 'no',
      error: () => 'y / n',
    },
    style: {
      message: (text: string) => text,
      answer: plain,
      error: (text: string) => paint.bad(`  ${text}`),
      defaultAnswer: (text: string) => paint.dim(`[${text}]`),
      help: paint.dim,
      highlight: plain,
      key: plain,
      confirmDefault: (text: string) => text.toUpperCase(),
    },
  };
}
