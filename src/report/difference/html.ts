import type { Lang } from '../../diagnostics/text.ts';
import type { Difference } from '../../difference/difference.ts';
export function differenceHtml(_difference: Difference, _lang: Lang): string {
  return '';
}
