/** A database, a provider process and instances for charging tests; `stop` ends all of them. */

import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { chargeName } from '../src/domain/payment-provider.ts';
import { readSimulatorCallback } from '../src/providers/simulator-callback.ts';
import { createSimulatorProvider } from '../src/providers/simulator-provider.ts';
import { schema } from '../src/store/database.ts';
import { createInstances } from './instances.ts';
import { serveCallbacks } from './serve-callbacks.ts';
import { startSimulator } from './start-simulator.ts';

export type PaymentFixture = Awaited<ReturnType<typeof createPaymentFixture>>;

export async function createPaymentFixture() {
  const own = await createTestDatabase('postgres', schema);
  const callbackPort = await freePort();
  const simulator = await startSimulator({
    PSP_SLOW_SECONDS: '2',
    PSP_LATE_SECONDS: '0.5',
    PSP_SOON_SECONDS: '0.1',
    PSP_CALLBACK_URL: `http://127.0.0.1:${callbackPort}${pathOf(paymentCallback, { params: { provider: 'simulator' } })}`,
  });
  const { url, apiKey } = simulator;
  const provider = createSimulatorProvider({ url, apiKey, timeout: 500, connections: 16 });
  const instances = createInstances(own, provider);
  const closing: (() => Promise<void>)[] = [];

  return {
    ...instances,
    simulator,
    provider,
    /** Starts to receive the provider's callbacks; returns their base URL. */
    async receiveCallbacks() {
      const callbacks = new Map([['simulator', readSimulatorCallback(simulator.webhookSecret)]]);
      const receiver = await serveCallbacks(own.database, instances, callbacks, callbackPort);
      closing.push(receiver.stop);
      return `http://127.0.0.1:${callbackPort}${paymentCallback.path.replace('/{provider}', '')}`;
    },
    /** The provider's charges of an attempt. */
    charges: (orderId: OrderId, attempt = 1) => simulator.charges(chargeName(orderId, attempt)),
    async stop() {
      await instances.stop();
      for (const close of closing) await close();
      await provider.close();
      await simulator.stop();
      await own.drop();
    },
  };
}
