/**
 * Pages with their content. The catalogue is read for each request; what was rendered from equal data is reused, so a page is
 * as current as the catalogue, and costs CPU time only when its content has changed.
 * Bounded: few pages are prepared at once. Whoever comes in between, and everybody while the catalogue is unavailable, gets the
 * page without content, which its script renders.
 */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { FirstLanguage } from '../app/language/languages.ts';
import type { PageName } from '../app/page-paths.ts';
import type { PageHead, ServerApp } from '../app/server/server-app.ts';

/** Each takes some milliseconds of the event loop. */
const maxConcurrent = 8;
/** Characters of HTML; a page has some ten thousand. */
const cacheSize = 4_000_000;

export type RenderedPage =
  | { readonly status: 404 }
  | { readonly status: 301; readonly location: string }
  | {
      readonly status: 200 | 410;
      readonly head: PageHead;
      /** What the page was rendered from, as JSON for the browser. */
      readonly data: string;
      readonly content: string;
    };

/** undefined: the page's script renders it. Never rejects. */
export type RenderedPages = (
  page: PageName | undefined,
  url: URL,
  first: FirstLanguage,
) => Promise<RenderedPage | undefined>;

export type PageOutcome = 'rendered' | 'reused' | 'none' | 'busy' | 'failed';

interface Observer {
  count(outcome: PageOutcome): void;
  failed(error: unknown, path: string): void;
}

export function createRenderedPages(app: ServerApp, { count, failed }: Observer): RenderedPages {
  const cache = new LRUCache<string, string>({ maxSize: cacheSize, sizeCalculation: ({ length }) => length });
  let running = 0;

  async function prepare(page: PageName, url: URL, first: FirstLanguage): Promise<RenderedPage> {
    const loaded = await app.load({ page, url, first });
    if (!('render' in loaded)) {
      count('none');
      return loaded;
    }
    const { status, head } = loaded;
    const data = JSON.stringify(loaded.data);
    // The data includes the language and the requests.
    const key = hash('sha256', `${url.pathname} ${data}`, 'base64url');
    const known = cache.get(key);
    const content = known ?? (await loaded.render());
    if (known === undefined) cache.set(key, content);
    count(known === undefined ? 'rendered' : 'reused');
    return { status, head, data, content };
  }

  return async (page, url, first) => {
    if (!page || !app.isRendered(page)) return undefined;
    if (running >= maxConcurrent) {
      count('busy');
      return undefined;
    }
    running += 1;
    try {
      return await prepare(page, url, first);
    } catch (error) {
      count('failed');
      failed(error, url.pathname);
      return undefined;
    } finally {
      running -= 1;
    }
  };
}

/** Pages that were built without the application for the server. */
export const noRenderedPages: RenderedPages = async () => undefined;
