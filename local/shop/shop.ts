/** A running shop, as `npm start`, the tests and the benches hold it. */
import type { CredentialName, ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import type { SidecarPorts } from '@mambogo/operator/model/placement.ts';
import type { Progress } from '../supervisor/progress.ts';
import type { ProcessStatus } from '../supervisor/supervisor.ts';
import type { StorePorts } from './local-placement.ts';

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
  /** Calls the start off: what was started is stopped, and the start rejects with Cancelled. */
  readonly signal?: AbortSignal;
}

export interface Shop {
  readonly name: string;
  /** Where shoppers go. */
  readonly url: string;
  readonly model: Model;
  readonly folders: { readonly data: string; readonly logs: string };
  readonly ports: {
    readonly stores: StorePorts;
    readonly services: Readonly<Record<string, number>>;
    readonly sidecars: Readonly<Record<string, SidecarPorts>>;
  };
  /** Demo accounts; none in prod. */
  readonly accounts: readonly { readonly login: string; readonly password: string }[];
  /** What a service finds in its credentials folder under this name. */
  credential(service: ServiceName, name: CredentialName): string;
  /** A service's database with its password, for tests that look into it. */
  databaseUrl(service: ServiceName): string;
  /** Stores are named postgres, mariadb, redis, kafka, sentry; sidecars `<service>.sidecar`. */
  processes(): ProcessStatus[];
  /** Stops a process well and starts it again; resolves when it is ready. */
  restart(name: string): Promise<void>;
  /** Stops a process well and leaves it down until `restart`. */
  stopProcess(name: string): Promise<void>;
  /** Sends a signal as an outsider would; what ends by it is started again. */
  kill(name: string, signal?: NodeJS.Signals): void;
  stop(): Promise<void>;
}
