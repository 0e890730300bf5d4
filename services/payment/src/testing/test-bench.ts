/** A database, a provider process and instances for tests of charging; all ended by `stop`. */
import { newOrderId, type OrderId } from '@mambogo/contracts/ids.ts';
import { createTestDatabase } from '@mambogo/service/testing/test-database.ts';
import { chargeName } from '../domain/payment-provider.ts';
import { createSimulatorProvider } from '../providers/simulator-provider.ts';
import { schema } from '../store/database.ts';
import { PaymentEntity, PaymentEventEntity } from '../store/entities.ts';
import { type ChargingOptions, createCharging, said } from './charging.ts';
import { serveCallbacks } from './serve-callbacks.ts';
import { freePort, startSimulator, until } from './start-simulator.ts';

export type TestBench = Awaited<ReturnType<typeof createTestBench>>;

/** An instance that does not ask by itself: what it learns it is told. */
export const silent = { rhythm: { retry: 3_600, poll: 3_600 } };

export async function createTestBench() {
  const own = await createTestDatabase('postgres', schema);
  const called = await freePort();
  const simulator = await startSimulator({
    PSP_SLOW_SECONDS: '2',
    PSP_LATE_SECONDS: '0.5',
    PSP_SOON_SECONDS: '0.1',
    PSP_CALLBACK_URL: `http://127.0.0.1:${called}/api/v1/payments/callbacks/simulator`,
  });
  const { url, apiKey } = simulator;
  const provider = createSimulatorProvider({ url, apiKey, timeout: 500, connections: 16 });
  const instances: ReturnType<typeof createCharging>[] = [];
  const closing: (() => Promise<void>)[] = [];
  const stopInstances = async () => {
    for (const instance of instances.splice(0)) await instance.stop();
  };

  /** One more instance, running. */
  const another = (options: Partial<ChargingOptions> = {}) => {
    const instance = createCharging(own, { provider, ...options });
    instances.push(instance);
    instance.start();
    return instance;
  };
  const statusOf = async (orderId: OrderId) =>
    (await own.database.manager.findOneBy(PaymentEntity, { orderId }))?.status;

  return {
    own,
    simulator,
    provider,
    /** Hears the provider's callbacks from now on; answers where. */
    async hearCallbacks() {
      const attempts = { wake: () => instances.forEach(({ wake }) => void wake()) };
      const hearing = await serveCallbacks(own.database, attempts, simulator.webhookSecret, called);
      closing.push(hearing.stop);
      return `http://127.0.0.1:${called}/api/v1/payments/callbacks`;
    },
    another,
    /** An instance with nobody else beside it. */
    async alone(options: Partial<ChargingOptions> = {}) {
      await stopInstances();
      return another(options);
    },
    /** An order that is to be paid. */
    async begin({ placed, reserved }: Pick<ReturnType<typeof createCharging>, 'placed' | 'reserved'>, token: string) {
      const orderId = newOrderId();
      await placed(orderId, token);
      await reserved(orderId);
      return orderId;
    },
    /** The callbacks that name an order. */
    kept: (orderId: OrderId) =>
      own.database.query<{ eventId: string }[]>(
        'select event_id as "eventId" from provider_callback where order_id = $1',
        [orderId],
      ),
    statusOf,
    /** Waits until an order's payment has a status. */
    isNow: (orderId: OrderId, status: string) => until(async () => (await statusOf(orderId)) === status),
    /** The names of the facts published of an order. */
    names: async (orderId: OrderId) => (await said(own, orderId)).map(({ name }) => name),
    /** What the provider has of an attempt. */
    charges: (orderId: OrderId, attempt = 1) => simulator.charges(chargeName(orderId, attempt)),
    log: (orderId: OrderId) =>
      own.database.manager.find(PaymentEventEntity, { where: { orderId }, order: { version: 'ASC' } }),
    async stop() {
      await stopInstances();
      for (const close of closing) await close();
      await provider.close();
      await simulator.stop();
      await own.drop();
    },
  };
}
