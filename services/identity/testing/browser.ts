/** A minimal browser for logging in: cookies by path, redirects, forms. */
import assert from 'node:assert/strict';
import { publicUrl, type RunningIdentity } from './start-identity.ts';

interface Cookie {
  readonly value: string;
  readonly path: string;
}

export interface Page {
  /** Where the redirects ended; of another origin when they left the shop. */
  readonly url: URL;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface Browser {
  open(address: string | URL): Promise<Page>;
  /** Submits the page's first form, or the one with `action`, with these fields besides its hidden ones. */
  submit(page: Page, fields: Record<string, string>, action?: string): Promise<Page>;
  readonly cookies: ReadonlyMap<string, Cookie>;
}

/**
 * @param languages the browser's preference, such as `de-AT,de;q=0.9`
 * @param known cookies it already has
 */
export function createBrowser(
  { ask }: Pick<RunningIdentity, 'ask'>,
  languages?: string,
  known: ReadonlyMap<string, Cookie> = new Map(),
): Browser {
  const cookies = new Map(known);

  async function go(address: URL, init: RequestInit = {}): Promise<Page> {
    if (address.origin !== publicUrl) return { url: address, status: 0, text: '', headers: new Headers() };
    const cookie = [...cookies]
      .filter(([, { path }]) => address.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const headers = {
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      ...(languages ? { 'accept-language': languages } : {}),
      ...(cookie ? { cookie } : {}),
    };
    const response = await ask(address.pathname + address.search, { ...init, headers });
    for (const line of response.headers.getSetCookie()) storeCookie(line);
    const location = response.headers.get('location');
    if (location) return go(new URL(location, address));
    return { url: address, status: response.status, text: await response.text(), headers: response.headers };
  }

  function storeCookie(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*);/.exec(line) ?? [];
    const path = /; path=([^;]*)/i.exec(line)?.[1];
    assert.ok(name && path && value !== undefined, line);
    assert.match(line, /; httponly/i);
    assert.match(line, /; samesite=lax/i);
    if (value === '') cookies.delete(name);
    else cookies.set(name, { value, path });
  }

  return {
    cookies,
    open: (address) => go(new URL(address, publicUrl)),
    submit(page, fields, action) {
      const target = action ?? /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1];
      assert.ok(target, 'the page has a form');
      const hidden = page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
      const body = new URLSearchParams({
        ...Object.fromEntries([...hidden].map(([, name, value]) => [name, value])),
        ...fields,
      });
      return go(new URL(target, page.url), { method: 'POST', body });
    },
  };
}
