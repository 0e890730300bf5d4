/** Serves an app on a free port until the test ends. */
import type { RequestListener } from 'node:http';
import { listen } from '@mambogo/service/http/server.ts';

/** Returns a fetch that takes paths of the app. */
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
