import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { formatPercent } from '../../money/rate.ts';
import type { Wording } from '../circumstances.ts';
import { type Case, type Figure, showValue, type Unit } from '../figure.ts';
import { describeCondition, describeKeys } from './condition.ts';

/** A figure in words, tables written out in one line. */
export function describeFigure(figure: Figure, unit: Unit, wording: Wording): Text {
  const both = (text: string): Text => ({ zh: text, en: text });
  switch (figure.kind) {
    case 'exact':
      return both(showValue(figure.value, unit));
    case 'range':
      if (figure.high === null)
        return { zh: `不低于 ${showValue(figure.low, unit)}`, en: `at least ${showValue(figure.low, unit)}` };
      return both(`${showValue(figure.low, unit)}–${showValue(figure.high, unit)}`);
    case 'not_stated':
      return { zh: '未载明', en: 'not stated' };
    case 'none':
      return { zh: '不设', en: 'none' };
    case 'share': {
      const formula = {
        zh: `${figure.of} 的 ${formatPercent(figure.ppm)}`,
        en: `${formatPercent(figure.ppm)} of ${figure.of}`,
      };
      if (!figure.provisional) return formula;
      const now = describeFigure(figure.provisional, unit, wording);
      return { zh: `${formula.zh}（暂按 ${now.zh}）`, en: `${formula.en} (${now.en} for the time being)` };
    }
    case 'by':
    case 'cases': {
      const rows = figure.rows.map((row) => {
        const value = describeFigure(row.figure, unit, wording);
        const head =
          'keys' in row && figure.kind === 'by'
            ? describeKeys(figure.field, row.keys, wording)
            : describeCondition((row as Case).when, wording);
        return { zh: `${head.zh} ${value.zh}`, en: `${head.en} ${value.en}` };
      });
      if (figure.otherwise) {
        const value = describeFigure(figure.otherwise, unit, wording);
        rows.push({ zh: `其他 ${value.zh}`, en: `otherwise ${value.en}` });
      }
      return joinTexts(rows, ';', '; ');
    }
  }
}
