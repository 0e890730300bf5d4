/** A minimal browser: keeps cookies, follows redirects, submits forms. */
import { CookieJar } from 'tough-cookie';
import { type Exchange, exchange } from './exchange.ts';
import type { HtmlForm } from './html-form.ts';

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

export interface Browser {
  /** The final page of a visit. A redirect to a URL that starts with `stopAt` is not followed: it has status 0. */
  visit(url: URL): Promise<Page>;
  /** Submits `form` with `values` over its preset fields. */
  submit(form: HtmlForm, values: Readonly<Record<string, string>>): Promise<Page>;
}

const maxRedirects = 15;

export function createBrowser(stopAt: string): Browser {
  const jar = new CookieJar();
  const fetchOnce = async (url: URL, { headers, ...rest }: Exchange) => {
    const cookie = await jar.getCookieString(url.href);
    const answer = await exchange(url, {
      ...rest,
      headers: { accept: 'text/html', ...headers, ...(cookie ? { cookie } : {}) },
    });
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) await jar.setCookie(set, url.href);
    return answer;
  };
  const go = async (start: URL, first: Exchange): Promise<Page> => {
    let url = start;
    let step = first;
    for (let redirects = 0; redirects < maxRedirects; redirects++) {
      const { status, headers, text } = await fetchOnce(url, step);
      const { location } = headers;
      if (status < 300 || status >= 400 || !location) return { url, status, html: text };
      url = new URL(location, url);
      if (url.href.startsWith(stopAt)) return { url, status: 0, html: '' };
      if (status !== 307 && status !== 308) step = {};
    }
    throw new Error(`more than ${maxRedirects} redirects, the last to ${url.href}`);
  };
  return {
    visit: (url) => go(url, {}),
    submit({ action, method, fields }, values) {
      const body = new URLSearchParams({ ...fields, ...values }).toString();
      if (method === 'GET') return go(new URL(`?${body}`, action), {});
      return go(action, { method, body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    },
  };
}
