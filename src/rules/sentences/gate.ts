import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { type Edge, GATE_LABELS, type Gate } from '../gate.ts';
import { figureText, type Names, originsOf, type Said, type Saying } from './saying.ts';

/** `只在政策范围费用达到 30,000 元时支付`. */
export function gateSaid(gate: Gate, names: Names): Said[] {
  const texts = (Object.keys(GATE) as (keyof Gate)[]).flatMap((key) => {
    const say = GATE[key];
    const value = gate[key];
    return typeof say === 'string' || value === undefined ? [] : say(value as never, gate, names);
  });
  const on = GATE_LABELS[gate.on];
  const edges = joinTexts(
    texts.map(({ text }) => text),
    '、',
    ' and ',
  );
  const reason: Text = gate.cliff
    ? { zh: `（${gate.cliff.zh}）`, en: ` (${gate.cliff.en})` }
    : { zh: '', en: '' };
  const figures = [gate.from, gate.to].flatMap((edge) => edge?.figure ?? []);
  return [
    {
      text: {
        zh: `只在${on.zh}${edges.zh}时支付${reason.zh}`,
        en: `pays only where ${on.en} is ${edges.en}${reason.en}`,
      },
      origins: figures.flatMap((figure) => originsOf(figure, gate.origin)),
      rule: gate,
    },
  ];
}

const GATE: Saying<Gate> = {
  on: 'elsewhere',
  from: (edge, _, names) => [edgeSaid(edge, names, ['达到', '超过'], ['at least', 'above'])],
  to: (edge, _, names) => [edgeSaid(edge, names, ['不超过', '不到'], ['at most', 'below'])],
  cliff: 'elsewhere',
  origin: 'elsewhere',
};

function edgeSaid(
  { figure, inside }: Edge,
  names: Names,
  zh: readonly [string, string],
  en: readonly [string, string],
): Said {
  const value = figureText(figure, 'fen', names);
  const at = inside ? 0 : 1;
  return { text: { zh: `${zh[at]} ${value.zh} 元`, en: `${en[at]} ${value.en} yuan` }, origins: [] };
}
