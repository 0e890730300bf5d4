/** Handle of a running shop, for `npm start`, the tests and the benches. */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { RateLimits } from '@mambogo/contracts/rate-limits.ts';
import type { ObserverPages } from '../observe/observers.ts';
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
  /** Start without data. */
  readonly fresh?: boolean;
  /** Also runs Prometheus and Zipkin, and has every service and sidecar send them metrics and traces. */
  readonly observe?: boolean;
  /** Also runs a schema registry, at which the services register the schemas of their events. */
  readonly registry?: boolean;
  /** Also runs a mail server with a web page, which takes the messages to customers. */
  readonly mail?: boolean;
  /** Default: lines at the terminal. */
  readonly progress?: Progress;
  /** Settings that override the model's, such as short durations in tests. */
  readonly settings?: Readonly<Partial<Record<ServiceName, Readonly<Record<string, string>>>>>;
  /** Requests per minute that override the Storefront's and the defaults; `noRateLimits` for a crowd from one address. */
  readonly limits?: RateLimits;
  /** Of each topic; default 1. Topics of existing data get more, never fewer. */
  readonly partitions?: number;
  /** Stores that are reached through a proxy, at another port than their own. */
  readonly proxiedPorts?: ProxiedPorts;
  /** Stores whose data is not in `dataDir`: on disks of their own. */
  readonly storeDirs?: StoreDirs;
  /** Cancels the start: what was started is stopped, and the start rejects with Cancelled. */
  readonly signal?: AbortSignal;
}

export interface Shop extends ShopAddresses {
  /** Demo accounts; none in prod. */
  readonly accounts: readonly { readonly login: string; readonly password: string }[];
  /** Pages of the observers; undefined: they do not run. */
  readonly observers?: ObserverPages;
  /** URL of the schema registry's API; undefined: none. */
  readonly schemaRegistry?: string;
  /** The page of the mail server; undefined: it does not run. */
  readonly mailPage?: string;
  /** Stores are named postgres, mariadb, redis, kafka, sentry; sidecars `<service>.sidecar`; observers prometheus, zipkin; registry; mail. */
  processes(): ProcessStatus[];
  /** Stops a process cleanly and starts it again; resolves when it is ready. */
  restart(name: string): Promise<void>;
  /** Stops a process cleanly and keeps it down until `restart`. */
  stopProcess(name: string): Promise<void>;
  /** Sends a signal from outside; a process that exits is restarted. */
  kill(name: string, signal?: NodeJS.Signals): void;
  /**
   * Starts an additional instance of a service: `<service>.2`, with a sidecar of its own, `<service>.2.sidecar`, on free ports;
   * `number` names a further one. Once stopped by `stopProcess`, it can be added again. Resolves with its port when it is ready.
   */
  addInstance(service: ServiceName, number?: number): Promise<number>;
  stop(): Promise<void>;
}
