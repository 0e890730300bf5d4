/** The head of a rendered page: title, description, canonical address, previews (https://ogp.me) and structured data. Pure. */
import { Html, html } from '@mambogo/service/http/html.ts';
import type { PageHead } from '../app/server/server-app.ts';
import { scriptSafe } from './shop-config.ts';

export interface HeadFrame {
  readonly shop: string;
  readonly publicUrl: string;
  readonly nonce: string;
}

/** Everything but title and description, which the template has already. */
export function headTags(head: PageHead, { shop, publicUrl, nonce }: HeadFrame): string {
  const absolute = (path: string): string => new URL(path, publicUrl).href;
  const { title, description, canonical, picture, type, locale, structured } = head;
  const properties: readonly (readonly [string, string])[] = [
    ['og:site_name', shop],
    ['og:type', type],
    ['og:title', title],
    ['og:description', description],
    ['og:url', absolute(canonical)],
    ['og:image', absolute(picture)],
    ['og:locale', locale.replace('-', '_')],
  ];
  return [
    html`<link rel="canonical" href="${absolute(canonical)}">`,
    ...properties.map(([name, content]) => html`<meta property="${name}" content="${content}">`),
    html`<meta name="twitter:card" content="summary_large_image">`,
    // Not executed, but the nonce keeps one rule for all script elements.
    ...structured.map(
      (data) =>
        new Html(`<script type="application/ld+json" nonce="${nonce}">${scriptSafe(JSON.stringify(data))}</script>`),
    ),
  ]
    .map(({ text }) => text)
    .join('\n');
}
