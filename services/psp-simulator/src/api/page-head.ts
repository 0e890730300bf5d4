/** Common parts of all pages: the document head, and headers that allow only the pages' own files. */

import { type Html, html } from '@mambogo/service/http/html.ts';
import type { Response } from 'express';

/** @param files style sheets and modules @param root relative path from the page to the folder of `assets`, empty or `../` @param language of the body */
export function renderDocument(
  title: string,
  files: readonly string[],
  root: string,
  body: Html,
  language = 'en',
): string {
  const links = files.map((file) =>
    file.endsWith('.css')
      ? html`<link rel="stylesheet" href="${root}assets/${file}">\n`
      : html`<script type="module" src="${root}assets/${file}"></script>\n`,
  );
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
${links}</head>
<body>
${body}
</body>
</html>
`.text;
}

export interface PagePolicy {
  /** Origin that may embed the page in a frame; undefined: none. */
  readonly frame?: string;
  /** Origin that its form may redirect to, in addition to this one. */
  readonly navigatesTo?: string;
}

/** Replaces the application's default headers. */
export function setPagePolicy(response: Response, { frame, navigatesTo }: PagePolicy): void {
  response.set({
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      `form-action 'self'${navigatesTo ? ` ${navigatesTo}` : ''}`,
      "base-uri 'none'",
      `frame-ancestors ${frame ?? "'none'"}`,
    ].join('; '),
    'cache-control': 'no-store',
    'cross-origin-resource-policy': frame ? 'cross-origin' : 'same-origin',
    'referrer-policy': 'no-referrer',
  });
  if (frame) response.removeHeader('x-frame-options');
}
