/**
 * Sends the same HTML page (about a kilobyte) for every path; its script renders the content. Each response has its own nonce,
 * so pages are not cached. An unknown path returns 404 with the same page.
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
      // Functions, so that `$` in the inserted text is not treated as a replacement pattern.
      .send(
        pages.template
          .replace('</head>', () => `${preloads}\n</head>`)
          .replaceAll('%NONCE%', () => nonce)
          .replace('%FACTS%', () => json),
      );
  };
}
