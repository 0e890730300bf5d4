/**
 * `node src/build/dev-server.ts [--port 8080] [--shop http://localhost:18081]`: the pages with hot reload, in front of a running
 * shop. Everything that is not a page is proxied to the shop with the browser's host, so logging in works if that is the
 * shop's own.
 */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { configElementId } from '../serve/shop-config.ts';
import { viteOptions } from './vite-options.ts';

/** The gateway's paths of other services, and the pictures that web generates. */
const nonPagePaths = ['/api', '/auth', '/healthz', '/csp-report', '/pictures'];

/** @param shop origin of the gateway */
export async function startDevServer(port: number, shop: string): Promise<ViteDevServer> {
  const { plugins = [], ...options } = viteOptions('dist');
  const server = await createServer({
    ...options,
    // These pages have no Content-Security-Policy, so they need no nonce.
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

/** Inserts the configuration of the shop into the page. */
const configOf = (shop: string, host: string): Plugin => ({
  name: 'shop-facts',
  transformIndexHtml: async (page) => page.replace('%PAGE%', 'null').replace('%FACTS%', await fetchConfig(shop, host)),
});

/** @param host the host that the browser uses; the shop redirects other hosts */
async function fetchConfig(shop: string, host: string): Promise<string> {
  const sent = request(new URL('/', shop), { headers: { host, accept: 'text/html' } }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const shopConfig = new RegExp(`id="${configElementId}"[^>]*>([^<]*)<`).exec(await text(response))?.[1];
  if (shopConfig === undefined)
    throw new Error(`${shop} returned ${response.statusCode} and no shop page: is the shop running?`);
  return shopConfig;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8080' }, shop: { type: 'string', default: 'http://localhost:18081' } },
  });
  await startDevServer(Number(values.port), values.shop);
  process.stdout.write(`http://localhost:${values.port}: pages with hot reload, in front of ${values.shop}\n`);
}
