/** The look of the product's own pages: the same colours, light and dark by the reader's system; on paper always light. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fafaf8, #121515);
  --surface: light-dark(#ffffff, #181c1c);
  --sunken: light-dark(#f2f2ef, #1f2424);
  --line: light-dark(#e5e6e2, #2a3030);
  --edge: light-dark(#8a918f, #6f7a78);
  --ink: light-dark(#171b1b, #e8ebe9);
  --quiet: light-dark(#59625f, #a4adaa);
  --accent: light-dark(#0b5f5e, #63c5bb);
  --band: light-dark(#9fcac5, #2f6d69);
  --accent-soft: light-dark(#e2efed, #17312f);
  --warning: light-dark(#865500, #e3b05a);
  --warning-soft: light-dark(#fbf1dc, #30270f);
  --warning-line: light-dark(#c98a14, #c6922f);
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 400 1rem/1.5 "Inter Variable", Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif;
  font-kerning: normal;
}
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1rem 3rem; }
h1 { font-size: 1.625rem; line-height: 1.25; font-weight: 620; letter-spacing: -0.01em; margin: 0.25rem 0 1.5rem; text-wrap: balance; }
h2 { font-size: 1.0625rem; line-height: 1.4; font-weight: 620; margin: 0 0 0.5rem; }
h3 { font-size: 0.875rem; line-height: 1.25rem; font-weight: 620; margin: 0.5rem 0 0; overflow-wrap: anywhere; }
p { margin: 0 0 0.75rem; max-width: 40rem; text-wrap: pretty; overflow-wrap: anywhere; }
.kicker { color: var(--quiet); font-size: 0.875rem; margin: 0; }
.verdict { border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 6px; background: var(--surface); padding: 1rem 1.25rem 0.5rem; }
.verdict.poor, .verdict.open { border-left-color: var(--warning-line); }
.verdict h2 { font-size: 1.25rem; line-height: 1.35; margin-bottom: 0.5rem; text-wrap: balance; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1px; margin: 1.5rem 0 0; padding: 0; background: var(--line); border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.figures div { background: var(--surface); padding: 0.75rem 1rem; }
.figures dt { color: var(--quiet); font-size: 0.8125rem; line-height: 1.25rem; }
.figures dd { margin: 0; }
.figures .value { font-size: 1.25rem; font-weight: 620; font-variant-numeric: tabular-nums; }
.figures .note { color: var(--quiet); font-size: 0.8125rem; line-height: 1.25rem; }
section { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1.5rem; }
section:first-of-type { margin-top: 2.5rem; }
svg { display: block; overflow: visible; }
svg text { fill: var(--quiet); font: 400 12px/1 "Inter Variable", Inter, ui-sans-serif, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.square { width: 100%; max-width: 27rem; margin: 0.5rem 0 1rem; }
.multiples .rows { grid-template-columns: minmax(4.5rem, max-content) 1fr max-content; }
.multiples .rows .name { max-width: 9rem; }
.multiples { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 0.5rem 1.5rem; }
.grid { stroke: var(--line); }
.axis { stroke: var(--edge); }
.ideal { stroke: var(--edge); stroke-dasharray: 4 4; }
.interval { stroke: var(--band); stroke-width: 3; stroke-linecap: round; }
.path { stroke: var(--accent); fill: none; stroke-width: 1.5; opacity: 0.55; }
.dot { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5; }
.hollow { fill: var(--paper); stroke: var(--ink); stroke-width: 1.75; }
.bar { fill: var(--accent); }
.soft { fill: var(--band); }
.less { fill: var(--warning-line); }
.track { fill: var(--sunken); }
.median { stroke: var(--accent); stroke-width: 2; }
.rows { display: grid; grid-auto-flow: row dense; grid-template-columns: minmax(6rem, max-content) 1fr max-content; gap: 0.375rem 0.75rem; align-items: center; margin: 0.75rem 0 1rem; padding: 0; font-size: 0.875rem; line-height: 1.25rem; }
.rows > * { min-width: 0; }
.rows .name { grid-column: 1; overflow-wrap: anywhere; max-width: 16rem; }
.rows .picture { grid-column: 2; }
.rows .said { grid-column: 3; text-align: right; font-variant-numeric: tabular-nums; }
.rows .scale { grid-column: 2; display: flex; justify-content: space-between; color: var(--quiet); font-size: 0.75rem; font-variant-numeric: tabular-nums; }
.key { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; color: var(--quiet); font-size: 0.8125rem; margin: 0 0 0.75rem; padding: 0; list-style: none; }
.key li { display: flex; align-items: center; gap: 0.5rem; }
.key svg { flex: none; }
details { margin: 0.5rem 0 0; }
summary { cursor: pointer; color: var(--accent); font-size: 0.875rem; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.scroll { overflow-x: auto; margin: 0.5rem 0 0.75rem; }
table { border-collapse: collapse; font-size: 0.875rem; line-height: 1.25rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 500; color: var(--quiet); }
td.n, th.n { text-align: right; white-space: nowrap; }
td.words { min-width: 12rem; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; color: var(--quiet); font-size: 0.8125rem; line-height: 1.25rem; }
footer p { margin: 0 0 0.25rem; max-width: none; }
@media (max-width: 30rem) {
  main { padding-top: 1.5rem; }
  h1 { font-size: 1.375rem; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures div { padding: 0.625rem 0.75rem; }
  .figures div:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .rows, .multiples .rows { grid-auto-flow: row; grid-template-columns: 1fr max-content; }
  .rows .said { grid-column: 2; }
  .rows .picture { grid-column: 1 / -1; margin: -0.25rem 0 0.375rem; }
  .rows .scale { grid-column: 1 / -1; }
}
@media print {
  :root { color-scheme: light; }
  body { background: #fff; font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  section, .verdict, .figures, table { break-inside: avoid; }
  h2 { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; }
  summary { display: none; }
  .square { max-width: 20rem; }
}
`.trim();
