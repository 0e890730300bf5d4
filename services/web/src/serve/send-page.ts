/**
 * The page, whatever the address: its script decides what it shows. Every answer has a nonce of its own, so none is kept:
 * it is a kilobyte. An address that no page has is a 404 that still looks like the shop.
 */
import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { pageAt } from '../app/page-paths.ts';
import type { Context } from '../context.ts';
import { pagePolicy, reportPath } from './page-policy.ts';
import { configJson } from './shop-config.ts';

export function sendPage({
  pages,
  shopConfig,
  sources,
}: Pick<Context, 'pages' | 'shopConfig' | 'sources'>): RequestHandler {
  const json = configJson(shopConfig);
  return (request, response) => {
    const nonce = randomBytes(16).toString('base64');
    const page = pageAt(request.path);
    const preloads = pages.preloads(page, request.get('accept-language'));
    response
      .status(page ? 200 : 404)
      .set({
        'cache-control': 'no-cache',
        'content-security-policy': pagePolicy(sources, nonce),
        'reporting-endpoints': `csp="${reportPath}"`,
        'x-frame-options': 'DENY',
      })
      .vary('accept-language')
      .type('html')
      // Functions: what is put in must not be read as a pattern of replacement.
      .send(
        pages.template
          .replace('</head>', () => `${preloads}\n</head>`)
          .replaceAll('%NONCE%', () => nonce)
          .replace('%FACTS%', () => json),
      );
  };
}
