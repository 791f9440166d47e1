/** What a summary's page has beyond the house's sheet: charts that scale without their words, tables that fit a phone. */
export const BATCH_STYLE = `
.counts { font-size: 12pt; margin: 4mm 0 1mm; }
.counts span { white-space: nowrap; }
.counts small { color: #444; }
.answer { gap: 2mm 8mm; }
.answer .aside { font-size: 9.5pt; font-weight: 400; color: #444; }
.answer div:first-child .aside { font-weight: 400; }
section p { color: #444; font-size: 9.5pt; }
h3 { margin: 6mm 0 1mm; }
figure svg { overflow: visible; }
figure text { font-size: 11px; fill: #111; }
figure .on-phone { display: none; }
figcaption { font-size: 9pt; color: #444; margin-top: 1.5mm; }
figcaption span { margin-right: 5mm; white-space: nowrap; }
figcaption .note { white-space: normal; }
figcaption .swatch { display: inline-block; width: 3.4mm; height: 3.4mm; margin-right: 1.2mm; vertical-align: -0.5mm; }
.bar { display: grid; grid-template-columns: 40mm 1fr var(--value); gap: 0.6mm 3mm; align-items: center; padding: 0.7mm 0; font-size: 9.5pt; line-height: 1.3; }
.bar .name { overflow-wrap: anywhere; }
.bar .value { text-align: right; font-variant-numeric: tabular-nums; }
tbody th { color: inherit; font-size: inherit; }
tr.sum th { border-top: 0.8pt solid #111; border-bottom: 0; font-weight: 700; }
th.text, td.text { text-align: left; }
td.amount + td.text, th.amount + th.text { padding-left: 5mm; }
th.signed { padding-left: 8.4mm; text-indent: -6.4mm; }
.wide th, .wide td { font-size: 9pt; padding-left: 1.2mm; padding-right: 1.2mm; }
.bar, .whole { break-inside: avoid; }
section p { break-after: avoid; }
@media screen and (max-width: 600px) {
  body { margin: 6mm auto; }
  .bar { grid-template-columns: 1fr auto; padding: 1.2mm 0; }
  .bar svg { grid-row: 2; grid-column: 1 / -1; }
  thead th.amount { white-space: normal; }
  figure .on-sheet { display: none; }
  figure .on-phone { display: block; }
  .wide, .wide tbody, .wide tr { display: block; }
  .wide thead { display: none; }
  .wide tr { padding: 1.5mm 0; border-bottom: 0.3pt solid #ddd; }
  .wide tr.sum { border-top: 0.8pt solid #111; border-bottom: 0; }
  .wide th, .wide td, .wide tr.sum th, .wide tr.sum td { border: 0; padding: 0.2mm 0; font-size: 10pt; }
  .wide th { display: block; font-weight: 700; }
  .wide td { display: flex; justify-content: space-between; gap: 4mm; text-align: right; }
  .wide th[data-label]::before { content: attr(data-label) ' '; }
  .wide td::before { content: attr(data-label); color: #444; white-space: nowrap; }
  .wide td.text { padding-left: 0; }
  .wide td:empty { display: none; }
}
`.trim();
