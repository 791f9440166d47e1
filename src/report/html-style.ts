/** One sheet of A4: black on white, fonts of the system, nothing that depends on colour or on printed backgrounds. */
export const STYLE = `
@page { size: A4; margin: 16mm 17mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #111; }
body {
  max-width: 176mm; margin: 12mm auto; padding: 0 4mm;
  font: 10.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif;
}
h1 { font-size: 17pt; line-height: 1.3; margin: 0 0 1mm; }
h2 { font-size: 12pt; margin: 7mm 0 2mm; padding-bottom: 1mm; border-bottom: 0.4pt solid #999; }
h3 { font-size: 10.5pt; margin: 4mm 0 0.5mm; }
p { margin: 0 0 1.5mm; }
ul { margin: 0; padding-left: 5mm; }
li { margin: 0 0 1mm; overflow-wrap: anywhere; }
.facts, .rule, .remark { color: #444; }
.rule, .remark { font-size: 9.5pt; }
.refusal { border: 1.5pt solid #111; padding: 3mm 4mm; margin: 5mm 0; }
.refusal strong { font-size: 12pt; }
.answer { display: flex; flex-wrap: wrap; gap: 2mm 12mm; margin: 5mm 0 3mm; }
.answer div { white-space: nowrap; }
.answer dt { font-size: 9.5pt; color: #444; }
.answer dd { margin: 0; font-size: 15pt; }
.answer div:first-child dd { font-weight: 700; }
.answer small { font-size: 9.5pt; font-weight: 400; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { font-weight: 400; font-size: 9.5pt; color: #444; text-align: left; }
th, td { padding: 0.9mm 2mm; vertical-align: top; border-bottom: 0.3pt solid #ddd; overflow-wrap: anywhere; }
th.amount, td.amount, .amounts th, .amounts td { text-align: right; white-space: nowrap; overflow-wrap: normal; }
tr.sum td { border-top: 0.8pt solid #111; border-bottom: 0; font-weight: 700; }
tr.best td { font-weight: 700; }
tr.nothing td { color: #555; }
.steps { table-layout: fixed; }
.steps th, .steps td { padding-top: 0.5mm; padding-bottom: 0.5mm; }
.steps col:nth-child(1) { width: 46%; }
.steps col:nth-child(2) { width: 12%; }
.steps col:nth-child(n + 3) { width: 21%; }
.facts span { white-space: nowrap; }
.swatch { width: 4.4mm; height: 4.4mm; vertical-align: -0.8mm; margin-right: 2mm; }
figure { margin: 4mm 0 2mm; }
figure svg { display: block; width: 100%; height: auto; }
.attention li { font-weight: 700; }
.sources a { color: inherit; font-size: 9pt; }
.numbered { list-style: none; padding-left: 0; }
.numbered li { padding-left: 9mm; text-indent: -9mm; }
.numbered .number { display: inline-block; width: 9mm; text-indent: 0; }
footer { margin-top: 8mm; padding-top: 2mm; border-top: 0.4pt solid #999; font-size: 9.5pt; color: #444; }
h1, h2, h3, .rule, thead { break-after: avoid; }
tr, figure, li, .refusal, .answer { break-inside: avoid; }
tr.sum, td.remark { break-before: avoid; }
thead { display: table-header-group; }
p, li { orphans: 2; widows: 2; }
@media print { body { margin: 0; padding: 0; max-width: none; } a { text-decoration: none; } }
`.trim();
