/** The shop's page as a browser gets it, with a script of its own. */
import assert from 'node:assert/strict';
import { exchange } from '../shopper/exchange.ts';

export async function expectPage(url: string): Promise<void> {
  const page = await exchange(new URL('/', url));
  assert.equal(page.status, 200);
  assert.match(page.headers['content-type'] ?? '', /^text\/html/);
  const asset = /"(\/assets\/[^"]+-[\w-]{8}\.js)"/.exec(page.text)?.[1];
  assert.ok(asset, `no hashed script is in the page: ${page.text.slice(0, 500)}`);
  const script = await exchange(new URL(asset, url));
  assert.equal(script.status, 200);
  assert.match(script.headers['cache-control'] ?? '', /immutable/);
}
