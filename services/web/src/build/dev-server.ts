/**
 * `node src/build/serve-live.ts [--port 8080] [--shop http://localhost:18081]`: the pages as they are being written, in front of
 * a running shop. A changed file is in the browser at once, what a page was doing kept; all that is not a page is asked of the
 * shop, under the address the browser knows, so logging in works when that is the shop's own.
 */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { configElementId } from '../serve/shop-config.ts';
import { viteOptions } from './vite-options.ts';

/** What the gateway has for others than web, and the one thing web itself makes. */
const nonPagePaths = ['/api', '/auth', '/healthz', '/csp-report', '/pictures'];

/** @param shop origin of its gateway */
export async function startDevServer(port: number, shop: string): Promise<ViteDevServer> {
  const { plugins = [], ...options } = viteOptions('dist');
  const server = await createServer({
    ...options,
    // No policy goes with these pages, so no place for a nonce.
    html: {},
    plugins: [...plugins, configOf(shop, `localhost:${port}`)],
    server: {
      host: 'localhost',
      port,
      strictPort: true,
      proxy: Object.fromEntries(nonPagePaths.map((path) => [path, { target: shop, changeOrigin: false }])),
    },
  });
  return server.listen();
}

/** Puts into the page what the shop puts into its own. */
const configOf = (shop: string, host: string): Plugin => ({
  name: 'shop-facts',
  transformIndexHtml: async (page) => page.replace('%FACTS%', await fetchConfig(shop, host)),
});

/** @param host under which the browser knows the shop: to others it only says where it is */
async function fetchConfig(shop: string, host: string): Promise<string> {
  const asked = request(new URL('/', shop), { headers: { host, accept: 'text/html' } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const shopConfig = new RegExp(`id="${configElementId}"[^>]*>([^<]*)<`).exec(await text(answer))?.[1];
  if (shopConfig === undefined)
    throw new Error(`${shop} answered ${answer.statusCode} and no page of the shop: is it up?`);
  return shopConfig;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8080' }, shop: { type: 'string', default: 'http://localhost:18081' } },
  });
  await startDevServer(Number(values.port), values.shop);
  process.stdout.write(`http://localhost:${values.port}: the pages as they are written, in front of ${values.shop}\n`);
}
