/** The frame all pages share: one card, one inline style sheet named to browsers by its hash, no script, light and dark. */
import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';

export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Mambogo</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<p class="brand">Mambogo</p>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;
}

const style = `
:root { --ink: #1d2433; --soft: #5a6478; --line: #8a93a6; --card: #fff; --ground: #eef1f6; --accent: #14532d; --on: #fff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf4; --soft: #aab4c8; --line: #6d7890; --card: #1b2130; --ground: #10141d; --accent: #86efac; --on: #052e16; --bad: #ffb4ab; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 24rem; padding: 2rem; background: var(--card); border-radius: 1rem; box-shadow: 0 1px 3px #0003, 0 8px 24px #0001; }
.brand { margin: 0; font-weight: 700; color: var(--accent); }
h1 { margin: .25rem 0 1.25rem; font-size: 1.5rem; line-height: 1.25; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { width: 100%; margin-top: .25rem; padding: .65rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: .5rem; }
input[aria-invalid] { border-color: var(--bad); }
button { width: 100%; margin-top: 1.5rem; padding: .75rem; font: inherit; font-weight: 600; color: var(--on); background: var(--accent);
  border: 1px solid var(--accent); border-radius: .5rem; cursor: pointer; }
button.quiet { margin-top: .75rem; color: inherit; background: transparent; border-color: var(--line); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
.alert, .fault { color: var(--bad); }
.alert { margin: 0 0 1rem; padding: .75rem; border: 1px solid var(--bad); border-radius: .5rem; }
.fault, .hint { margin: .25rem 0 0; font-size: .875rem; }
.hint, .aside { color: var(--soft); }
.aside { margin: 1.25rem 0 0; }
`;

const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** The pages' Content-Security-Policy. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src ${styleHash}`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join(';');

/** A policy under which a form's answer may lead to `address` too: browsers check redirects of a form as well. */
export const leadingTo = (address: string, policy: string): string =>
  policy.replace("form-action 'self'", `form-action 'self' ${new URL(address).origin}`);
