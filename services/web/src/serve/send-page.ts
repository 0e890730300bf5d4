/**
 * Sends a page: with its content if it can be rendered on the server, else only its script, which renders it. Each response has
 * its own nonce, so pages are not cached. An unknown path returns 404 with the same page.
 */
import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { pageAt } from '../app/page-paths.ts';
import type { Context } from '../context.ts';
import { headTags } from './page-head.ts';
import { pageLanguage } from './page-language.ts';
import { pagePolicy, reportPath } from './page-policy.ts';
import { fillTemplate } from './page-template.ts';
import { configJson, scriptSafe } from './shop-config.ts';

export function sendPage({
  pages,
  renderedPages,
  shopConfig,
  sources,
}: Pick<Context, 'pages' | 'renderedPages' | 'shopConfig' | 'sources'>): RequestHandler {
  const config = configJson(shopConfig);
  return async (request, response) => {
    const nonce = randomBytes(16).toString('base64');
    const page = pageAt(request.path);
    const first = pageLanguage(request.get('cookie'), request.get('accept-language'));
    const rendered = await renderedPages(page, new URL(sources.publicUrl + request.originalUrl), first);
    response
      .status(rendered?.status ?? (page ? 200 : 404))
      .set({
        'cache-control': 'no-cache',
        'content-security-policy': pagePolicy(sources, nonce),
        'reporting-endpoints': `csp="${reportPath}"`,
        'x-frame-options': 'DENY',
      })
      .vary('accept-language, cookie');
    // Not cached, like the page: the category may take this slug again.
    if (rendered?.status === 301) return void response.location(rendered.location).end();
    const { head, data, content } = rendered && 'content' in rendered ? rendered : noContent;
    response.type('html').send(
      fillTemplate(pages.template, {
        nonce,
        language: first.language,
        config,
        links: [
          pages.preloads(page, first.language),
          ...(head ? [headTags(head, { shop: shopConfig.name, publicUrl: sources.publicUrl, nonce })] : []),
        ].join('\n'),
        head,
        data: scriptSafe(data),
        content,
      }),
    );
  };
}

const noContent = { head: undefined, data: 'null', content: '' };
