/** The board's style sheet. Colours are named once, for light, dark and paper; a state has a word beside its colour, always. */
export const style = `:root {
  color-scheme: light dark;
  --paper: #fbfbfa;
  --card: #fff;
  --ink: #1d2125;
  --soft: #59636e;
  --rule: #dfe2e5;
  --good: #17693f;
  --bad: #b3261e;
  --odd: #8a5a00;
  --link: #0b57a4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a;
    --card: #1b1f23;
    --ink: #e4e7ea;
    --soft: #9aa4ae;
    --rule: #30363c;
    --good: #6cc894;
    --bad: #ff8a80;
    --odd: #e3b341;
    --link: #7ab7f5;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 1400px;
  padding: 24px;
  background: var(--paper);
  color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
  text-size-adjust: 100%;
}
h1 { margin: 0; font-size: 24px; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 36px 0 12px; font-size: 17px; letter-spacing: -.005em; }
h3 { margin: 0; font-size: 14px; }
p { margin: 0; }
ul, ol { margin: 0; padding: 0; list-style: none; }
small { font-size: 12px; }
code { font: 600 13px/1 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
a { color: var(--link); text-underline-offset: 2px; }
bdi { unicode-bidi: isolate; text-align: left; }
header p, footer, .from, .service ul span, caption, dt { color: var(--soft); }
header p { margin-top: 4px; }
footer { margin-top: 40px; padding-top: 12px; border-top: 1px solid var(--rule); font-size: 12px; }
.bad, .drift .state, .failed .state, .takenBack .state { color: var(--bad); }
.odd, .notVerified .state, .stopped .state, .frozen .state, .underWay .state, .held { color: var(--odd); }
.verified .state, .open { color: var(--good); }
.down .state, .nothing .state { color: var(--soft); }
.look li { padding: 4px 0 4px 12px; border-left: 4px solid var(--odd); margin-bottom: 3px; color: var(--ink); }
.look .bad { border-left-color: var(--bad); }
.ready li { padding: 6px 0; border-top: 1px solid var(--rule); }
.ready a { font-weight: 600; }
.ready b { font-weight: 600; }
.ready b:not(.bad) { color: var(--odd); }
.ready span { display: block; color: var(--soft); font-size: 13px; }
.look a { font-weight: 600; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 310px), 1fr)); gap: 14px; }
.card {
  display: flex;
  flex-wrap: wrap;
  align-content: start;
  gap: 4px 8px;
  padding: 14px 16px;
  background: var(--card);
  border: 1px solid var(--rule);
  border-radius: 8px;
}
.card h3 { font-size: 16px; }
.card > * { flex: 1 0 100%; }
.card h3 { flex: 0 1 auto; }
.state { flex: 1 1 auto !important; text-align: right; font-weight: 600; }
.card img { display: block; width: 100%; height: auto; margin: 6px 0 2px; }
.waits li { margin-top: 4px; padding-top: 6px; border-top: 1px solid var(--rule); }
.waits b { font-weight: 600; }
.waits .held { display: block; margin-top: 2px; }
.waits small { display: block; color: var(--soft); }
dl { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 16px; margin: 4px 0 0; align-self: end; }
dt { font-size: 12px; }
dd { margin: 0; font-weight: 600; }
.wide { margin-bottom: 20px; overflow-x: auto; }
.matrix { border-collapse: collapse; max-width: 100%; font-size: 13px; }
.matrix caption { white-space: nowrap; text-align: left; padding-bottom: 6px; font-size: 12px; }
.matrix th, .matrix td { padding: 3px 8px; text-align: right; border-bottom: 1px solid var(--rule); vertical-align: baseline; }
.matrix th:not(:first-child), .matrix td { min-width: 84px; }
.matrix th:first-child { min-width: 140px; max-width: 220px; padding-left: 0; text-align: left; }
.matrix thead th { color: var(--soft); font-weight: 600; }
.matrix tbody th { font-weight: 500; }
.matrix td { font-weight: 600; }
.matrix .same { color: var(--soft); font-weight: 400; }
.matrix small { display: block; font-weight: 400; }
.service { display: grid; grid-template-columns: 180px 1fr; gap: 2px 16px; padding: 8px 0; border-top: 1px solid var(--rule); }
.service li { display: grid; grid-template-columns: 56px minmax(0, 1fr) minmax(0, 1.4fr); gap: 0 14px; padding: 1px 0; }
.service li > b { text-align: right; }
.service li > span { font-size: 12px; line-height: 1.7; }
.service i { font-style: normal; font-weight: 600; color: var(--ink); }
.service li > span > span { display: inline-block; margin-right: 14px; }
details { border-top: 1px solid var(--rule); }
summary { padding: 9px 0; font-weight: 600; cursor: pointer; }
summary small { margin-left: 6px; font-weight: 400; color: var(--soft); }
details ol { padding-bottom: 12px; }
details li { display: grid; grid-template-columns: 120px 130px 110px 1fr; gap: 0 12px; padding: 4px 0; border-top: 1px dotted var(--rule); font-size: 13px; }
details li > bdi { grid-column: 4; color: var(--soft); }
li.verified > b { color: var(--good); font-weight: 500; }
li.rolledBack > b, li.failed > b { color: var(--bad); }
li.interrupted > b, li.awaitingDecision > b, li.underWay > b { color: var(--odd); }
@media (max-width: 759px) {
  body { padding: 16px; font-size: 15px; }
  h2 { margin-top: 28px; }
  .wide { display: none; }
  .service { grid-template-columns: 1fr; padding: 10px 0; }
  .service li { grid-template-columns: 44px minmax(0, 1fr); gap: 0 10px; padding: 3px 0; }
  .service li > b { text-align: left; }
  .service li > span { grid-column: 2; }
  details li { grid-template-columns: auto auto 1fr; padding: 7px 0; }
  details li > :nth-child(3) { text-align: right; }
  details li > :nth-child(4), details li > bdi { grid-column: 1 / -1; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --good: #0f5a33; --bad: #8c1d18; --odd: #6b4600; --link: #000; }
  body { max-width: none; padding: 0; font-size: 9pt; }
  .card, .service, details li, .look li, .ready li, tr { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  thead { display: table-header-group; }
  .matrix th:not(:first-child), .matrix td { min-width: 0; }
  .wide { overflow: visible; display: block; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; }
}
`;
