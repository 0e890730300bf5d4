/** Where the simulator calls back in tests: the service's own route on a port, without sidecar or gateway. */

import { mountRoutes } from '@mambogo/service/answer.ts';
import { createApp } from '@mambogo/service/app.ts';
import { listen } from '@mambogo/service/server.ts';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { paymentCallbackApi } from '../api/payment-callback.ts';
import { readSimulatorCallback } from '../providers/simulator-callback.ts';

export async function serveCallbacks(
  database: DataSource,
  attempts: { wake(): void },
  secret: string,
  port: number,
): Promise<{ stop(): Promise<void> }> {
  const logger = pino({ level: 'silent' });
  const callbacks = new Map([['simulator', readSimulatorCallback(secret)]]);
  const app = createApp({
    logger,
    checkReady: async () => undefined,
    mount(routes) {
      mountRoutes(routes, [paymentCallbackApi({ database, callbacks, attempts, logger })], () => {
        throw new Error('nobody proves to a callback who they are but by its signature');
      });
    },
  });
  const running = await listen(app, '127.0.0.1', port);
  return { stop: () => running.stop(100) };
}
