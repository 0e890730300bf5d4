/** For tests: a sidecar in front of one other service with these routes. */
import { createSidecar, type Sidecar } from '@mambogo/dapr/sidecar.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { listen } from '@mambogo/service/http/server.ts';
import { pino } from 'pino';

export async function sidecarForPeer(
  t: { after(clean: () => Promise<void>): void },
  service: string,
  routes: readonly BoundRoute[],
): Promise<Sidecar> {
  const logger = pino({ level: 'silent' });
  const invoked = `/v1.0/invoke/shop-${service}/method`;
  const app = createApp({
    logger,
    checkReady: async () => undefined,
    mount(app) {
      app.use((request, _response, next) => {
        request.url = request.url.slice(invoked.length);
        next();
      });
      mountRoutes(app, routes, () => Promise.reject(new Error('these routes need no token')));
    },
  });
  const running = await listen(app, '127.0.0.1', 0);
  const address = running.server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  const sidecar = createSidecar({ httpPort: address.port, apiToken: 'token', peers: { [service]: `shop-${service}` } });
  t.after(async () => {
    await sidecar.close();
    await running.stop(100);
  });
  return sidecar;
}
