/** The frame all pages share: one card, one inline style sheet named to browsers by its hash, no script, light and dark. */
import { createHash } from 'node:crypto';
import { Html, html } from '@mambogo/service/html.ts';
import { style } from './style.ts';

export interface PageFrame {
  /** Where the brand leads: the shop, without a slash at its end. */
  readonly shop: string;
  readonly title: string;
  /** Default narrow: a form and little else. */
  readonly width?: 'narrow' | 'wide';
  /** Something on the page needs to be mended: said first to who hears the page. */
  readonly faulty?: boolean;
}

export function page({ shop, title, width = 'narrow', faulty = false }: PageFrame, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${faulty ? 'Error: ' : ''}${title} · Mambogo</title>
<style>${new Html(style)}</style>
</head>
<body class="${width}">
<header><a class="brand" href="${shop}/">${mark}Mambogo</a></header>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;
}

const mark = new Html(
  '<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="9" fill="var(--accent)"/>' +
    '<path d="M7.5 23V13.2c0-3.6 4.6-4.6 6.1-1.3L16 17l2.4-5.1c1.5-3.3 6.1-2.3 6.1 1.3V23" fill="none" stroke="var(--on-accent)" ' +
    'stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);

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
