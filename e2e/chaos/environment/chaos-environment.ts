/**
 * A shop for fault injection: its connections, disks and clocks can fail. Its durations are short, so that it settles quickly.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { storePorts } from '@mambogo/local/shop/local-placement.ts';
import { locateShop } from '@mambogo/local/shop/locate-shop.ts';
import { noRateLimits } from '@mambogo/local/shop/rate-limits.ts';
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

/** Services whose database connection can fail. */
export const proxiedServices = ['order', 'payment', 'inventory'] as const;
/** Services whose clock can be skewed. */
export const skewable = ['payment', 'inventory', 'order', 'psp-simulator'] as const;

export interface ChaosEnvironment {
  readonly shop: ShopAddresses;
  readonly runner: ShopRunner;
  /** The URL for the run's own requests. */
  readonly gateways: Gateways;
  /** A gate that customers pass before each new action. */
  readonly gate: Gate;
  readonly rollBacks: RollBacks;
  /** Proxies to the services' databases, and from all sidecars to Kafka. */
  readonly proxies: Readonly<Record<(typeof proxiedServices)[number] | 'kafka', TcpProxy>>;
  /** undefined: only root can mount. */
  readonly disks?: Readonly<Record<'postgres' | 'kafka' | 'logs', SmallDisk>>;
  /** The broker's data directory. */
  readonly kafkaFolder: string;
  /** undefined: libfaketime is missing. */
  readonly clocks?: Clocks;
  close(): Promise<void>;
}

export interface ChaosEnvironmentOptions {
  /** Emptied first if it is from an earlier run. */
  readonly folder: string;
  readonly portOffset: number;
  /** Whether this process has its own mount namespace. */
  readonly canMount: boolean;
  /** Keep the stores' data in the folder. */
  readonly keepData: boolean;
  readonly signal: AbortSignal;
  print(line: string): void;
}

const shortDurations: Partial<Record<ServiceName, Record<string, string>>> = {
  order: {
    ...{ PAYMENT_WINDOW_SECONDS: '30', HEARING_SECONDS: '15', REMIND_SECONDS: '5', TIMER_SECONDS: '1' },
    // A few shoppers order all the time, and faults leave their orders unpaid.
    ...{ OPEN_ORDERS_PER_CUSTOMER: '1000', HELD_UNITS_PER_CUSTOMER: '100000', UNPAID_ORDERS_PER_HOUR: '1000' },
  },
  inventory: { RESERVATION_SECONDS: '20' },
  payment: {
    ...{ PSP_TIMEOUT_SECONDS: '2', PSP_BREAKER_SECONDS: '3', PAYMENT_LEASE_SECONDS: '6' },
    ...{ PAYMENT_QUIET_SECONDS: '12', PAYMENT_POLL_SECONDS: '2' },
  },
  'psp-simulator': { PSP_SLOW_SECONDS: '4', PSP_LATE_SECONDS: '8' },
};

/** Bytes; memory is used only for what is written. */
const diskSize = 4_000_000_000;

export async function startChaosEnvironment({
  folder,
  portOffset,
  canMount,
  keepData,
  signal,
  print,
}: ChaosEnvironmentOptions): Promise<ChaosEnvironment> {
  emptyOwnFolder(folder);
  const cleanups: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of cleanups.splice(0).reverse()) await step();
  };
  try {
    const ports = storePorts(portOffset);
    const openProxy = async (target: number) => {
      const proxy = await openTcpProxy(0, target);
      cleanups.push(() => proxy.close());
      return proxy;
    };
    const proxies = {
      kafka: await openProxy(ports.kafka),
      order: await openProxy(ports.postgres),
      payment: await openProxy(ports.postgres),
      inventory: await openProxy(ports.postgres),
    };
    const disk = async (name: string, copyTo: string | undefined) => {
      const smallDisk = await makeSmallDisk(join(folder, 'disks', name), diskSize);
      cleanups.push(async () => {
        if (copyTo) cpSync(smallDisk.folder, join(folder, copyTo), { recursive: true });
        await smallDisk.remove();
      });
      return smallDisk;
    };
    const disks = canMount
      ? {
          postgres: await disk('postgres', keepData ? 'kept/postgres' : undefined),
          kafka: await disk('kafka', keepData ? 'kept/kafka' : undefined),
          logs: await disk('logs', 'shop'),
        }
      : undefined;
    const library = await findFaketime(join(folder, 'packages.log'));
    const clocks = library ? createClocks(library, join(folder, 'clocks')) : undefined;
    const storeDirs = disks && {
      postgres: join(disks.postgres.folder, 'postgres'),
      kafka: join(disks.kafka.folder, 'kafka'),
      logs: join(disks.logs.folder, 'logs'),
      run: join(disks.logs.folder, 'run'),
    };
    const which = { portOffset, dataDir: join(folder, 'shop'), storeDirs };
    const runner = createShopRunner({
      ...which,
      settings: serviceSettings(proxies, clocks),
      limits: noRateLimits,
      proxiedPorts: { kafka: proxies.kafka.port },
    });
    cleanups.push(() => runner.stop());
    const callOff = () => void runner.stop();
    signal.addEventListener('abort', callOff);
    await runner.start(true);
    signal.removeEventListener('abort', callOff);
    const shop = locateShop(which);
    const kafkaFolder = storeDirs?.kafka ?? join(shop.folders.data, 'kafka');
    const gate = createGate();
    const rollBacks = createRollBacks({ folder, which, shop, runner, gate, print });
    const gateways = spreadOverGateways(Number(new URL(shop.url).port));
    return { shop, runner, gateways, gate, rollBacks, proxies, disks, kafkaFolder, clocks, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function serviceSettings(proxies: ChaosEnvironment['proxies'], clocks: Clocks | undefined): ShopOptions['settings'] {
  const all = structuredClone(shortDurations);
  for (const name of proxiedServices)
    all[name] = { ...all[name], DATABASE_URL: `postgres://${name}@127.0.0.1:${proxies[name].port}/${name}` };
  for (const name of skewable) all[name] = { ...all[name], ...clocks?.environment(name) };
  return all;
}
