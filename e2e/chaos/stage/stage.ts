/** A shop of its own for faults: its wires, disks and clocks can fail. Its durations are short, so that rest comes soon. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { findShop } from '@mambogo/local/shop/find-shop.ts';
import { noLimits } from '@mambogo/local/shop/limits.ts';
import { storePorts } from '@mambogo/local/shop/local-placement.ts';
import type { ShopOptions } from '@mambogo/local/shop/shop.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { type Clocks, createClocks, findFaketime } from './clocks.ts';
import { createGate, type Gate } from './gate.ts';
import { type Gateways, spreadOverGateways } from './gateways.ts';
import { emptyOwnFolder } from './own-folder.ts';
import { createRollBacks, type RollBacks } from './roll-back.ts';
import { createShopRunner, type ShopRunner } from './shop-runner.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** Services whose way to their database can fail. */
export const wired = ['order', 'payment', 'inventory'] as const;
/** Services whose clock can be wrong. */
export const skewable = ['payment', 'inventory', 'order', 'psp-simulator'] as const;

export interface Stage {
  readonly shop: ShopAddresses;
  readonly runner: ShopRunner;
  /** Where the run's own requests go. */
  readonly gateways: Gateways;
  /** What customers pass before they begin something. */
  readonly gate: Gate;
  readonly rollBacks: RollBacks;
  /** To the databases of services, and of all sidecars to Kafka. */
  readonly wires: Readonly<Record<(typeof wired)[number] | 'kafka', TcpProxy>>;
  /** undefined: only root may mount. */
  readonly disks?: Readonly<Record<'postgres' | 'kafka' | 'logs', SmallDisk>>;
  /** Where the broker keeps all it has. */
  readonly kafkaFolder: string;
  /** undefined: there is no libfaketime. */
  readonly clocks?: Clocks;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Emptied first, where it is of an earlier run. */
  readonly folder: string;
  readonly portOffset: number;
  /** Whether this process has mounts of its own. */
  readonly mayMount: boolean;
  /** Leave the stores' data in the folder. */
  readonly keep: boolean;
  readonly signal: AbortSignal;
  say(line: string): void;
}

const durations: Partial<Record<ServiceName, Record<string, string>>> = {
  order: {
    ...{ PAYMENT_WINDOW_SECONDS: '45', HEARING_SECONDS: '15', REMIND_SECONDS: '5', TIMER_SECONDS: '1' },
    // A few shoppers order all the time, and what is broken leaves their orders unpaid.
    ...{ OPEN_ORDERS_PER_CUSTOMER: '1000', HELD_UNITS_PER_CUSTOMER: '100000', UNPAID_ORDERS_PER_HOUR: '1000' },
  },
  inventory: { RESERVATION_SECONDS: '20' },
  payment: {
    ...{ PSP_TIMEOUT_SECONDS: '2', PSP_BREAKER_SECONDS: '3', PAYMENT_LEASE_SECONDS: '6' },
    ...{ PAYMENT_QUIET_SECONDS: '12', PAYMENT_POLL_SECONDS: '2' },
  },
  'psp-simulator': { PSP_SLOW_SECONDS: '4', PSP_LATE_SECONDS: '8' },
};

/** Bytes; nothing but what is on them is taken of the memory. */
const diskSize = 4_000_000_000;

export async function openStage({ folder, portOffset, mayMount, keep, signal, say }: StageOptions): Promise<Stage> {
  emptyOwnFolder(folder);
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const ports = storePorts(portOffset);
    const wire = async (target: number) => {
      const proxy = await openTcpProxy(0, target);
      undo.push(() => proxy.close());
      return proxy;
    };
    const wires = {
      kafka: await wire(ports.kafka),
      order: await wire(ports.postgres),
      payment: await wire(ports.postgres),
      inventory: await wire(ports.postgres),
    };
    const disk = async (name: string, keptAs: string | undefined) => {
      const made = await makeSmallDisk(join(folder, 'disks', name), diskSize);
      undo.push(async () => {
        if (keptAs) cpSync(made.folder, join(folder, keptAs), { recursive: true });
        await made.remove();
      });
      return made;
    };
    const disks = mayMount
      ? {
          postgres: await disk('postgres', keep ? 'kept/postgres' : undefined),
          kafka: await disk('kafka', keep ? 'kept/kafka' : undefined),
          logs: await disk('logs', 'shop'),
        }
      : undefined;
    const library = await findFaketime(join(folder, 'packages.log'));
    const clocks = library ? createClocks(library, join(folder, 'clocks')) : undefined;
    const storeFolders = disks && {
      postgres: join(disks.postgres.folder, 'postgres'),
      kafka: join(disks.kafka.folder, 'kafka'),
      logs: join(disks.logs.folder, 'logs'),
      run: join(disks.logs.folder, 'run'),
    };
    const which = { portOffset, dataDir: join(folder, 'shop'), storeFolders };
    const runner = createShopRunner({
      ...which,
      settings: settings(wires, clocks),
      limits: noLimits,
      detours: { kafka: wires.kafka.port },
    });
    undo.push(() => runner.stop());
    const callOff = () => void runner.stop();
    signal.addEventListener('abort', callOff);
    await runner.start(true);
    signal.removeEventListener('abort', callOff);
    const shop = findShop(which);
    const kafkaFolder = storeFolders?.kafka ?? join(shop.folders.data, 'kafka');
    const gate = createGate();
    const rollBacks = createRollBacks({ folder, which, shop, runner, gate, say });
    const gateways = spreadOverGateways(Number(new URL(shop.url).port));
    return { shop, runner, gateways, gate, rollBacks, wires, disks, kafkaFolder, clocks, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function settings(wires: Stage['wires'], clocks: Clocks | undefined): ShopOptions['settings'] {
  const all = structuredClone(durations);
  for (const name of wired)
    all[name] = { ...all[name], DATABASE_URL: `postgres://${name}@127.0.0.1:${wires[name].port}/${name}` };
  for (const name of skewable) all[name] = { ...all[name], ...clocks?.environment(name) };
  return all;
}
