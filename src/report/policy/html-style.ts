/** A leaflet: close lines, tables that stay whole, marks raised beside what they belong to. */
export const POLICY_STYLE = `
body { font-size: 9.5pt; line-height: 1.45; }
h1 { font-size: 16pt; }
h2 { font-size: 11.5pt; margin: 4.5mm 0 1mm; }
@page { margin: 14mm 17mm; }
.facts { font-size: 9pt; }
.cares { margin: 3mm 0; }
.cares th { font-size: inherit; color: inherit; font-weight: 700; white-space: nowrap; width: 1%; padding-right: 5mm; }
.benefit { margin: 0 0 4mm; }
.benefit h2 { background: none; }
.head { list-style: none; padding: 0; margin: 0 0 1.5mm; color: #333; }
.head li { margin: 0; }
.fixed { font-size: 8.5pt; color: #444; margin: 0 0 1mm; }
.figures { border-top: 0.8pt solid #111; border-bottom: 0.8pt solid #111; }
.figures th { text-align: center; font-size: 9pt; color: #111; border-bottom: 0.5pt solid #111; vertical-align: bottom; }
.figures th:first-child { text-align: left; color: #444; font-weight: 400; }
.figures td { text-align: center; white-space: nowrap; border-bottom: 0.3pt solid #ccc; padding: 0.6mm 2mm; }
.figures th:first-child, .figures td:first-child { width: 36%; }
.figures td:first-child { text-align: left; white-space: normal; }
.figures tr.group td { border-bottom: 0; padding-bottom: 0; }
.figures tr:last-child td { border-bottom: 0; }
.figures .quantity { font-weight: 700; }
.figures .inner { padding-left: 6mm; }
.figures .innermost { padding-left: 11mm; }
.figures .value { font-size: 10.5pt; }
.figures .whole { background: #f4f4f4; }
sup { font-size: 6.5pt; color: #333; margin-left: 0.4mm; line-height: 0; }
.later { margin: 2mm 0 0; font-size: 9pt; }
.later strong { display: block; }
.later ul { margin-top: 0.5mm; }
.single td { width: 60%; }
.single td:first-child { width: 40%; }
.single td + td { text-align: left; }
.figures + .later { margin-top: 1.5mm; }
.small, .small li { font-size: 8.5pt; line-height: 1.4; }
.small { margin-top: 3mm; break-inside: avoid; }
.small h2 { font-size: 9.5pt; margin: 0 0 0.5mm; padding: 0; border: 0; }
.small li { margin-bottom: 0.3mm; }
.notes { columns: 2; column-gap: 8mm; }
.notes li { break-inside: avoid; }
.numbered li { padding-left: 7mm; text-indent: -7mm; }
.numbered .number { width: 7mm; }
.figures, .figures tr { break-inside: avoid; }
footer { margin-top: 5mm; font-size: 8.5pt; }
`.trim();
