import type { Check, Rule } from '../check.ts';
import { sameFigure } from '../same.ts';

const BAND_NEVER_REACHED: Rule = {
  code: 'BAND_NEVER_REACHED',
  severity: 'warning',
  what: 'No cost can come into a band: the cap, the gate or the largest claim there is ends below it.',
  why: 'Its rate looks as if it were paid.',
  example: 'bands: [{ up_to: 50000, rate: 80% }, { rate: 90% }], cap: { per: settlement, amount: 40000 }',
  mend: {
    zh: '核对封顶线和各段上限，或删去这一段',
    en: 'check the cap and the ends of the bands, or remove the band',
  },
};
const BANDS_SAME_RATE: Rule = {
  code: 'BANDS_SAME_RATE',
  severity: 'warning',
  what: 'Two bands that follow each other have the same rate.',
  why: 'The threshold between them does nothing; one of the rates is often a slip of copying.',
  example: 'bands: [{ up_to: 30000, rate: 85% }, { up_to: 100000, rate: 85% }, { rate: 90% }]',
  mend: { zh: '核对比例，或把两段并成一段', en: 'check the rates, or make one band of the two' },
};

/** Bands that pay nothing of their own. */
export const bandsCheck: Check = {
  rules: [BAND_NEVER_REACHED, BANDS_SAME_RATE],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      const { version: followed, seen, conclusive } = subject.observed(version);
      for (const line of version.lines) {
        for (const [index, band] of line.bands.entries()) {
          const next = line.bands[index + 1];
          if (next && sameFigure(band.rate, next.rate)) {
            report(BANDS_SAME_RATE, next.origin, {
              zh: `${line.id}：第 ${index + 2} 段与前一段比例相同`,
              en: `${line.id}: band ${index + 2} has the rate of the band before`,
            });
          }
        }
      }
      for (const line of conclusive ? followed.lines : []) {
        if (!seen.paying.has(line)) continue;
        for (const [index, band] of line.bands.entries()) {
          if (seen.bands.has(band)) continue;
          report(BAND_NEVER_REACHED, band.origin, {
            zh: `${line.id}：费用到不了第 ${index + 1} 段`,
            en: `${line.id}: no cost comes into band ${index + 1}`,
          });
        }
      }
    }
  },
};
