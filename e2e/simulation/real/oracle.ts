/**
 * The model as the oracle: after each commit of a service it gets what the transaction handled, and must produce the same log,
 * the same events and the same state. Commits come one at a time, so the model gets the commands in commit order: concurrent
 * transactions on the same rows that are not serializable show up as differences.
 */
import { type DomainEvent, Envelope } from '@mambogo/contracts/events/event.ts';
import { eventsByType } from '@mambogo/contracts/events/events.ts';
import type { Service, SimulatedDatabases } from './databases.ts';
import { initialStock, products } from './initial-stock.ts';
import type { Task } from './operation.ts';
import { createInventoryOracle } from './oracle-inventory.ts';
import { createOrderOracle } from './oracle-order.ts';
import { createPaymentOracle } from './oracle-payment.ts';
import { createEffectsReader, type Effects } from './transaction-effects.ts';

export interface Oracle {
  /** Skips the current content of the stores. */
  begin(): Promise<void>;
  /** @param startedAt when the transaction began, by the database's clock. */
  observe(service: Service, task: Task, startedAt: Date): Promise<Effects>;
  /** An event that a service published. */
  registerEvent(event: unknown): void;
  readonly differences: readonly string[];
}

export function createOracle({ own }: SimulatedDatabases): Oracle {
  const readers = {
    order: createEffectsReader('order', own.order),
    inventory: createEffectsReader('inventory', own.inventory),
    payment: createEffectsReader('payment', own.payment),
  };
  const oracles = {
    order: createOrderOracle(own.order),
    inventory: createInventoryOracle(
      own.inventory,
      products.map(({ id }) => id),
      initialStock,
    ),
    payment: createPaymentOracle(own.payment),
  };
  const events = new Map<string, DomainEvent>();
  const differences: string[] = [];

  return {
    differences,
    async begin() {
      for (const read of Object.values(readers)) await read();
    },
    registerEvent(raw) {
      const { id, type, data } = Envelope.parse(raw);
      const event = eventsByType.get(type);
      if (event) events.set(id, { event, data: event.data.parse(data) });
    },
    async observe(service, task, startedAt) {
      const effects = await readers[service]();
      const { intent } = task;
      const sequence = intent?.type === 'deliver' ? intent.events : [];
      const handled = [...effects.handled].sort((a, b) => sequence.indexOf(a) - sequence.indexOf(b));
      const handledEvents = handled.flatMap((id) => events.get(id) ?? []);
      try {
        const found = await oracles[service](effects, handledEvents, intent, startedAt);
        differences.push(...found.map((one) => `${service}, ${task.what}: ${one}`));
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        differences.push(`${service}, ${task.what}: the model rejects it: ${words}`);
      }
      return effects;
    },
  };
}
