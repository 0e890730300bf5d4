/** The style of the pages: the shop's colours, type and spacing (services/web/src/app/design/tokens.css has the same names). */
export const style = `
:root { color-scheme: light dark;
  --ground: #f7f6f2; --card: #fff; --ink: #1c2420; --soft: #56615b; --line: #858f89; --hairline: #e2e0d8; --accent: #14532d; --accent-hover: #0f3f22;
  --on-accent: #fff; --tint: #e4efe7; --on-tint: #14532d; --bad: #b3261e; --bad-tint: #fcebe9; --good: #166534; --good-tint: #e4f3e8; --focus: #14532d;
  --shadow: 0 1px 2px rgb(28 36 32 / .06), 0 8px 24px rgb(28 36 32 / .06); --edge: transparent; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0f1412; --card: #171e1b; --ink: #e9efeb; --soft: #a9b5ae; --line: #7b8881; --hairline: #2a3430; --accent: #86efac;
    --accent-hover: #a7f3c3; --on-accent: #052e16; --tint: #16301f; --on-tint: #a7f3c3; --bad: #ffb4ab; --bad-tint: #3b1614; --good: #86efac;
    --good-tint: #16301f; --focus: #86efac; --shadow: none; --edge: #2a3430; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; align-items: center; padding: 1.5rem 1rem 3rem;
  background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
header { width: 100%; max-width: var(--width); margin-bottom: 1.5rem; }
main { width: 100%; max-width: var(--width); padding: 1.5rem; background: var(--card); border: 1px solid var(--edge); border-radius: 1rem;
  box-shadow: var(--shadow); }
.narrow { --width: 26rem; }
.wide { --width: 40rem; }
@media (min-width: 30rem) { main { padding: 2rem; } }
@media (min-width: 48rem) { body { padding-top: 4rem; } }
.brand { display: inline-flex; align-items: center; gap: .5rem; min-height: 2.75rem; color: var(--accent); font-size: 1.25rem; font-weight: 800;
  letter-spacing: -.03em; text-decoration: none; }
.brand svg { width: 1.75rem; height: 1.75rem; }
h1 { margin: 0 0 1rem; font-size: clamp(1.625rem, 1.2rem + 1.6vw, 2.25rem); line-height: 1.15; font-weight: 700; letter-spacing: -.02em; }
h2 { margin: 0; font-size: 1.0625rem; line-height: 1.4; }
p { margin: 0 0 1rem; }
label { display: block; margin-top: 1rem; font-size: .9375rem; font-weight: 600; }
label span { font-weight: 400; color: var(--soft); }
input { width: 100%; min-height: 2.75rem; margin-top: .25rem; padding: .625rem .875rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: .625rem; }
input[aria-invalid] { border-color: var(--bad); }
button, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: .625rem 1.25rem; font: inherit;
  font-weight: 600; color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: .625rem; cursor: pointer;
  text-decoration: none; transition: background-color 150ms ease-out; }
button:hover, .button:hover { background: var(--accent-hover); }
.quiet { color: var(--ink); background: transparent; border-color: var(--line); }
.quiet:hover { background: var(--tint); color: var(--on-tint); }
.grave { color: var(--bad); background: transparent; border-color: var(--bad); }
.grave:hover { background: var(--bad-tint); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
.narrow .actions > * { flex: 1 1 100%; }
.wide .actions > * { flex: 0 1 auto; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
a { color: var(--accent); }
.alert, .done { padding: .75rem 1rem; border-radius: .625rem; }
.alert { color: var(--bad); background: var(--bad-tint); }
.done { color: var(--good); background: var(--good-tint); }
.fault, .hint { margin: .25rem 0 0; font-size: .875rem; }
.fault { color: var(--bad); }
.hint, .soft { color: var(--soft); }
.aside { margin: 1.5rem 0 0; padding-top: 1rem; border-top: 1px solid var(--hairline); color: var(--soft); }
.aside a, .back { display: inline-flex; align-items: center; min-height: 2.75rem; }
.rows { margin: 0; padding: 0; list-style: none; }
.rows > li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1.5rem; padding: 1rem 0;
  border-top: 1px solid var(--hairline); }
.rows > li:first-child { border-top: 0; padding-top: 0; }
.rows p { margin: 0; }
.pill { display: inline-block; margin-left: .5rem; padding: 0 .625rem; border-radius: 999px; font-size: .875rem; font-weight: 600; color: var(--on-tint);
  background: var(--tint); }
h3 { margin: 0; font-size: 1rem; line-height: 1.4; font-weight: 600; }
form[data-passkey] .actions { margin-top: 1rem; }
.next { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid var(--hairline); }
.qr { width: 100%; max-width: 14rem; margin-bottom: 1rem; padding: .5rem; background: #fff; border-radius: .625rem; }
.qr svg { display: block; width: 100%; height: auto; }
code { font: 1rem/1.5 ui-monospace, "SF Mono", Consolas, monospace; }
fieldset { margin: 1rem 0 0; padding: 0; border: 0; }
legend { padding: 0; font-size: .9375rem; font-weight: 600; }
.choice { display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; margin: 0; font-weight: 400; }
.choice input { flex: none; width: 1.25rem; min-height: 1.25rem; margin: 0; accent-color: var(--accent); }
.choice code, .rows code { font-size: .875rem; color: var(--soft); }
dl { margin: 0 0 1rem; }
dt { margin-top: .5rem; font-size: .9375rem; font-weight: 600; }
dd { margin: 0; }
pre { margin: 0 0 1rem; padding: 1rem; border: 1px solid var(--hairline); border-radius: .625rem; white-space: pre-wrap; }
.codes { margin: 0; padding: 1rem 1rem 1rem 2.75rem; border: 1px solid var(--hairline); border-radius: .625rem; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
