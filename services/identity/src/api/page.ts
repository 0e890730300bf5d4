/** The layout of all pages: one card, one inline style sheet allowed by its hash, no inline script, light and dark. */
import { createHash } from 'node:crypto';
import { Html, html } from '@mambogo/service/http/html.ts';
import type { Request, Response } from 'express';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { localeOf } from './language/choose-language.ts';
import type { Language, Locale } from './language/languages.ts';
import { style } from './style.ts';

/** The inputs of every page. */
export interface PageContext {
  /** The URL of the shop, without a trailing slash. */
  readonly shop: string;
  readonly locale: Locale;
}

export const pageContext = ({ publicUrl }: { readonly publicUrl: string }, request: Request): PageContext => ({
  shop: publicUrl,
  locale: localeOf(request),
});

export interface PageFrame extends PageContext {
  readonly title: string;
  /** Default narrow: a form and little else. */
  readonly width?: 'narrow' | 'wide';
  /** The page has errors: the title says so first, for screen readers. */
  readonly hasErrors?: boolean;
}

/** A page in its language. */
export interface Page {
  readonly language: Language;
  readonly text: string;
}

export function page({ shop, locale, title, width = 'narrow', hasErrors = false }: PageFrame, content: Html): Page {
  const { language, texts } = locale;
  const { text } = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${hasErrors ? texts.frame.error(title) : title} · Mambogo</title>
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
`;
  return { language, text };
}

const headersOf = ({ language }: Page) => ({ 'content-language': language, vary: 'Accept-Language, Cookie' });

export function sendPage(response: Response, page: Page, status = 200): void {
  response.status(status).set(headersOf(page)).type('html').send(page.text);
}

/** The same for pages sent by the provider. */
export function setPage(context: Pick<KoaContextWithOIDC, 'set' | 'type' | 'body'>, page: Page): void {
  context.set(headersOf(page));
  context.type = 'html';
  context.body = page.text;
}

const mark = new Html(
  '<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="9" fill="var(--accent)"/>' +
    '<path d="M7.5 23V13.2c0-3.6 4.6-4.6 6.1-1.3L16 17l2.4-5.1c1.5-3.3 6.1-2.3 6.1 1.3V23" fill="none" stroke="var(--on-accent)" ' +
    'stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);

const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** The pages' Content-Security-Policy: only the script of passkey-form.ts may run. @param shop without a trailing slash */
export const pagePolicy = (shop: string): string =>
  [
    "default-src 'none'",
    `script-src ${shop}/auth/passkeys.js`,
    `style-src ${styleHash}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join(';');

/** A policy that also lets a form's response redirect to `address`: browsers check the redirects of a form against it. */
export const withFormTarget = (address: string, policy: string): string =>
  policy.replace("form-action 'self'", `form-action 'self' ${new URL(address).origin}`);
