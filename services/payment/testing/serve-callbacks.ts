/** Serves the callback route in tests, without sidecar and gateway. */

import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { listen } from '@mambogo/service/http/server.ts';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { paymentCallbackApi } from '../src/api/payment-callback.ts';
import type { CallbackReaders } from '../src/providers/create-provider.ts';

export async function serveCallbacks(
  database: DataSource,
  attempts: { wake(): void },
  callbacks: CallbackReaders,
  port: number,
): Promise<{ stop(): Promise<void> }> {
  const logger = pino({ level: 'silent' });
  const app = createApp({
    logger,
    checkReady: async () => undefined,
    mount(routes) {
      mountRoutes(routes, [paymentCallbackApi({ database, callbacks, attempts, logger })], () => {
        throw new Error('callbacks are authenticated by their signature only');
      });
    },
  });
  const running = await listen(app, '127.0.0.1', port);
  return { stop: () => running.stop(100) };
}
