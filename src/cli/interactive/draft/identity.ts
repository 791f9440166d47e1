import { INSURANCES } from '../../../codes/insurances.ts';
import { same, type Text } from '../../../diagnostics/text.ts';
import { isCode, readScheme } from '../../../policy/draft/place.ts';
import { DRAFT_SCHEMES } from '../../../policy/draft/question.ts';
import { type Back, type Look, linesOf, tell } from '../../prompts/look.ts';
import { type Place, regionPrompt } from '../../prompts/region.ts';
import type { PlaceSearch } from '../places.ts';
import type { Asking, Prompter } from './prompter.ts';
import { TEXTS } from './texts.ts';

/** Chosen in the list of schemes: a name follows. */
const OTHER = '+';

/** Any place of the national table, whether it has a policy or not. */
export function askPlace(
  { look, keyboard }: Prompter,
  places: PlaceSearch,
  fault: Asking['fault'],
): Promise<string | Back> {
  const wrong = fault ? linesOf(look, fault.message, fault.hint) : [];
  const config = {
    look,
    head: wrong.map((line) => look.paint.bad(line)),
    label: tell(look, TEXTS.place),
    anyPlace: true,
    search: (text: string) => found(text, places, look),
  };
  return keyboard.ask(look.stdout, (context) => regionPrompt(config, context));
}

/** Places of the table; a code that it does not have stands for itself, before those it may be mistyped for. */
function found(text: string, places: PlaceSearch, look: Look): Place[] {
  if (text.trim() === '') return [];
  const known = places.find(text, undefined, look.lang);
  const code = text.normalize('NFKC').trim();
  if (!isCode(code) || known.some((place) => place.code === code)) return known;
  return [{ code, name: tell(look, TEXTS.unlisted), within: '', hasPolicy: false }, ...known];
}

/** A basic scheme, or the name of a supplement. */
export async function askScheme(prompter: Prompter, asking: Asking): Promise<string | Back> {
  const schemes = DRAFT_SCHEMES.map((value) => ({ value, label: schemeLabel(value) }));
  const choices = [...schemes, { value: OTHER, label: TEXTS.supplement }];
  const value = await prompter.choose({ title: TEXTS.scheme, choices }, asking);
  if (value !== OTHER) return value;
  const read = (text: string) => {
    const name = readScheme(text, true);
    if ('value' in name) return { value: name.value, shown: name.value };
    return { wrong: linesOf(prompter.look, name.wrong.message, name.wrong.hint) };
  };
  return prompter.line(TEXTS.name, TEXTS.nameHelp, read, { ordinary: undefined, must: true }, false);
}

export function schemeLabel(scheme: string): Text {
  if (!DRAFT_SCHEMES.includes(scheme)) return same(scheme);
  return { zh: INSURANCES.label(scheme, 'zh'), en: INSURANCES.label(scheme, 'en') };
}
