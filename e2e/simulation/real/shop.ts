/**
 * A simulated shop: two instances each of order, inventory and payment on real databases, product and cart beside them, the
 * broker, the provider and the clock in memory. Schedules decide what happens in it and when.
 */
import { type BlockedBackends, terminateBackends } from './backends.ts';
import { type Broker, createBroker } from './broker.ts';
import { type SimulatedDatabases, services } from './databases.ts';
import { createGate, type Gate } from './gate.ts';
import { gateStatements } from './gated-client.ts';
import type { Instance, RunningService } from './instance.ts';
import type { Process } from './operation.ts';
import type { Oracle } from './oracle.ts';
import { createProviderPort, createProviderState, type ProviderState } from './provider-port.ts';
import { runCart, runProduct } from './run-catalogue.ts';
import { runInventory } from './run-inventory.ts';
import { runOrder } from './run-order.ts';
import { runPayment } from './run-payment.ts';
import { createSidecar } from './sidecar.ts';
import type { Effects } from './transaction-effects.ts';
import type { VirtualClock } from './virtual-clock.ts';

export const instancesOfEach = 2;
export interface Shop {
  readonly gate: Gate;
  readonly clock: VirtualClock;
  readonly broker: Broker;
  readonly provider: ProviderState;
  readonly databases: SimulatedDatabases;
  /** One instance per slot; undefined while it is down. */
  readonly slots: (Instance | undefined)[];
  readonly product: RunningService;
  readonly cart: RunningService;
  readonly trace: string[];
  log(words: string): void;
  /** Starts an instance in an empty slot. */
  start(slot: number): Promise<void>;
  /** Kills an instance: its connections are terminated and its pending operations are rejected. */
  kill(process: Process): Promise<void>;
  close(): Promise<void>;
}

export interface ShopParts {
  readonly databases: SimulatedDatabases;
  readonly blocked: BlockedBackends;
  readonly clock: VirtualClock;
  readonly oracle: Oracle;
  /** Called when an instance has committed a transaction. */
  readonly onCommit: (instance: Pick<Instance, 'name' | 'service'>, effects: Effects) => void;
}

export async function createShop({ databases, blocked, clock, oracle, onCommit }: ShopParts): Promise<Shop> {
  const gate = createGate(blocked);
  const broker = createBroker(oracle.registerEvent);
  const provider = createProviderState();
  const slots: (Instance | undefined)[] = services.flatMap(() =>
    Array.from({ length: instancesOfEach }, () => undefined),
  );
  const trace: string[] = [];
  const peer = (service: string) => ({ product, cart })[service]?.app;
  const sidecar = createSidecar({ gate, broker, peer });
  const product = runProduct({ database: databases.product, sidecar });
  const cart = runCart({ sidecar });
  let lives = 0;

  async function start(slot: number): Promise<void> {
    const service = services[Math.floor(slot / instancesOfEach)];
    if (!service || slots[slot]) return;
    lives += 1;
    const name = `${service}-${1 + (slot % instancesOfEach)}`;
    const database = gateStatements(databases.open(service, `${name}-${process.pid}-${lives}`), {
      ...{ gate, clock },
      terminate: (backend) => terminateBackends(databases.server, 'pid = $1', backend),
      async onCommit(startedAt) {
        const task = gate.task();
        if (task) onCommit({ name, service }, await oracle.observe(service, task, startedAt));
      },
    });
    await database.initialize();
    const port = createProviderPort(provider, gate, clock);
    const parts = { database, sidecar, topicEpochs: broker.topicEpochs };
    const running = {
      order: () => runOrder(parts),
      inventory: () => runInventory(parts),
      payment: () => runPayment({ ...parts, provider: port }),
    }[service]();
    slots[slot] = { name, service, database, dead: false, ...running };
  }

  async function kill(process: Process): Promise<void> {
    const slot = slots.findIndex((one) => one?.name === process.name);
    const instance = slots[slot];
    if (!instance) return;
    slots[slot] = undefined;
    gate.abandon(instance);
    const { options } = instance.database;
    const appId = 'applicationName' in options ? options.applicationName : undefined;
    await terminateBackends(databases.server, 'application_name = $1', appId);
    await gate.settle();
    await instance.database.destroy().catch(() => undefined);
  }

  for (const slot of slots.keys()) await start(slot);
  return {
    ...{ gate, clock, broker, provider, databases, slots, product, cart, trace, start, kill },
    log(words) {
      trace.push(`${clock.now.toFixed(0)}  ${words}`);
    },
    async close() {
      for (const instance of slots) await instance?.database.destroy();
    },
  };
}
