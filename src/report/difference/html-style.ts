/** What a page on differences has beyond the sheets of the house and of the batch. */
export const DIFFERENCE_STYLE = `
.answer .was { font-size: 9.5pt; font-weight: 400; color: #444; }
.changes td:nth-child(n + 5) { font-size: 8.5pt; color: #444; }
.changes td:nth-child(3), .changes td:nth-child(4) { overflow-wrap: break-word; }
.side th, .side td { padding-top: 0.4mm; padding-bottom: 0.4mm; }
.side td { text-align: right; font-variant-numeric: tabular-nums; width: 31%; }
.side tr.differs td { font-weight: 700; }
.side tr.step th { font-weight: 700; color: #111; border-bottom: 0; padding-top: 1.4mm; }
.side td.note { text-align: left; color: #444; font-size: 9pt; }
.side tbody th { padding-left: 4mm; }
.side tr.step th { padding-left: 2mm; }
tr.same { color: #555; }
details { margin: 2mm 0; }
summary { cursor: pointer; }
@media screen and (min-width: 601px), print {
  .changes { table-layout: fixed; }
  .changes th:nth-child(1) { width: 17%; }
  .changes th:nth-child(2) { width: 21%; }
  .changes th:nth-child(3), .changes th:nth-child(4) { width: 14%; }
}
@media screen and (max-width: 600px) {
  .side td { width: auto; white-space: normal; }
}
@media print { details > * { display: block; } }
`.trim();
