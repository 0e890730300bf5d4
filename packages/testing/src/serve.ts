/** An app on a port of its own for a test: what to fetch, stopped with the test. */
import type { RequestListener } from 'node:http';
import { listen } from '@mambogo/service/http/server.ts';

/** Answers a fetch whose addresses begin with `/`. */
export async function serve(
  t: { after(stop: () => Promise<void>): void },
  app: RequestListener,
): Promise<typeof fetch> {
  const running = await listen(app, '127.0.0.1', 0);
  t.after(() => running.stop(100));
  const address = running.server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return (path, init) => fetch(new URL(String(path), `http://127.0.0.1:${address.port}`), init);
}
