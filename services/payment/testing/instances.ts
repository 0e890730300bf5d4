/** Instances of the payment service on one database and one provider, for tests of charging. */
import { newOrderId, type OrderId } from '@mambogo/contracts/ids.ts';
import type { TestDatabase } from '@mambogo/testing/test-database.ts';
import type { PaymentProvider } from '../src/domain/payment-provider.ts';
import { PaymentEntity, PaymentEventEntity } from '../src/store/entities.ts';
import { type ChargingOptions, createCharging, emittedEvents } from './charging.ts';
import { until } from './start-simulator.ts';

/** Options of an instance that does not poll the provider and relies on callbacks. */
export const silent = { retryPolicy: { retry: 3_600, poll: 3_600 } };

export function createInstances(own: TestDatabase, provider: PaymentProvider) {
  const running: ReturnType<typeof createCharging>[] = [];
  const stop = async () => {
    for (const instance of running.splice(0)) await instance.stop();
  };
  /** Starts one more instance. */
  const another = (options: Partial<ChargingOptions> = {}) => {
    const instance = createCharging(own, { provider, ...options });
    running.push(instance);
    instance.start();
    return instance;
  };
  const statusOf = async (orderId: OrderId) =>
    (await own.database.manager.findOneBy(PaymentEntity, { orderId }))?.status;

  return {
    own,
    another,
    /** Stops all instances and starts a new one. */
    async alone(options: Partial<ChargingOptions> = {}) {
      await stop();
      return another(options);
    },
    wake: () => running.forEach(({ wake }) => void wake()),
    /** Places and reserves a new order. */
    async begin({ placed, reserved }: Pick<ReturnType<typeof createCharging>, 'placed' | 'reserved'>, token: string) {
      const orderId = newOrderId();
      await placed(orderId, token);
      await reserved(orderId);
      return orderId;
    },
    /** The stored callbacks of an order. */
    callbacksOf: (orderId: OrderId) =>
      own.database.query<{ eventId: string }[]>(
        'select event_id as "eventId" from provider_callback where order_id = $1',
        [orderId],
      ),
    statusOf,
    /** Waits until an order's payment has the status. */
    waitForStatus: (orderId: OrderId, status: string) => until(async () => (await statusOf(orderId)) === status),
    /** The names of an order's integration events. */
    names: async (orderId: OrderId) => (await emittedEvents(own, orderId)).map(({ name }) => name),
    log: (orderId: OrderId) =>
      own.database.manager.find(PaymentEventEntity, { where: { orderId }, order: { version: 'ASC' } }),
    stop,
  };
}
