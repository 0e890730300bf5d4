/** A running shop, as `npm start`, the tests and the benches hold it. */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { RateLimits } from '@mambogo/contracts/rate-limits.ts';
import type { Progress } from '../supervisor/progress.ts';
import type { ProcessStatus } from '../supervisor/supervisor.ts';
import type { ProxiedPorts } from './local-placement.ts';
import type { ShopAddresses } from './shop-addresses.ts';
import type { StoreDirs } from './shop-dirs.ts';

export interface ShopOptions {
  /** Default: storefronts/local.yaml. */
  readonly storefrontFile?: string;
  /** Added to every port; default 0. */
  readonly portOffset?: number;
  /** Default: see toolchain/folders.ts. */
  readonly dataDir?: string;
  /** Begin with no data. */
  readonly fresh?: boolean;
  /** Default: lines at the terminal. */
  readonly progress?: Progress;
  /** Settings that replace the model's, e.g. short durations in tests. */
  readonly settings?: Readonly<Partial<Record<ServiceName, Readonly<Record<string, string>>>>>;
  /** Requests a minute, where they differ from the Storefront's and the defaults; `noLimits` for a crowd from one address. */
  readonly limits?: RateLimits;
  /** Stores that are reached through something in between, at another port than their own. */
  readonly proxiedPorts?: ProxiedPorts;
  /** Stores whose data is elsewhere than in `dataDir`: on disks of their own. */
  readonly storeDirs?: StoreDirs;
  /** Calls the start off: what was started is stopped, and the start rejects with Cancelled. */
  readonly signal?: AbortSignal;
}

export interface Shop extends ShopAddresses {
  /** Demo accounts; none in prod. */
  readonly accounts: readonly { readonly login: string; readonly password: string }[];
  /** Stores are named postgres, mariadb, redis, kafka, sentry; sidecars `<service>.sidecar`. */
  processes(): ProcessStatus[];
  /** Stops a process well and starts it again; resolves when it is ready. */
  restart(name: string): Promise<void>;
  /** Stops a process well and leaves it down until `restart`. */
  stopProcess(name: string): Promise<void>;
  /** Sends a signal as an outsider would; what ends by it is started again. */
  kill(name: string, signal?: NodeJS.Signals): void;
  /**
   * Starts a further instance of a service: `<service>.2`, with a sidecar of its own, `<service>.2.sidecar`, on free ports.
   * Stopped by `stopProcess`, it can be added again. Resolves with the port where it listens, when it is ready.
   */
  addInstance(service: ServiceName): Promise<number>;
  stop(): Promise<void>;
}
