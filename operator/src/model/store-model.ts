/**
 * The stores of a shop: which exist, whether they are embedded or external, and which services use them. `data` defines the
 * shared store of each kind; a service's own `store` overrides it. Pure.
 */
import type { ServiceBlueprint, ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { type Blueprint, blueprintOf, currentBlueprint } from '@mambogo/blueprint/versions.ts';
import type { StoreSize } from '../api/store-tuning.ts';
import type { Storefront } from '../api/storefront.ts';
import { profileDefaults } from './profile-defaults.ts';
import { membersOfShards } from './redis-shards.ts';
import { type StoreServer, serverOf, storeServers } from './store-server.ts';

export interface StoreModel {
  /** Unique in the shop, part of its objects' names: `postgres`, or `order-postgres` for a dedicated store. */
  readonly name: string;
  readonly server: StoreServer;
  /** The field of the Storefront that defines it, for messages. */
  readonly field: string;
  readonly users: readonly ServiceName[];
  readonly source: Embedded | External;
}

export interface Embedded {
  readonly embedded: true;
  /** Volume size, as a quantity. */
  readonly storage: string;
  /** undefined: the cluster's default class. */
  readonly storageClassName?: string;
  /** Pods: Kafka's brokers, or the members of a Redis cluster; 1 for all other stores. */
  readonly members: number;
  /** Read replicas, further pods beside the members; 0 at a version without them. */
  readonly replicas: number;
  readonly size?: StoreSize;
  readonly resources?: { readonly requests?: ResourceAmounts; readonly limits?: ResourceAmounts };
  /** Server parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface ResourceAmounts {
  readonly cpu?: string;
  readonly memory?: string;
}

export interface External {
  readonly embedded: false;
  readonly secretName: string;
  readonly prefix: string;
}

type StoreChoice = Readonly<{
  embedded?: {
    storage?: string;
    storageClassName?: string;
    brokers?: number;
    shards?: number;
    replicas?: number;
  } & Pick<Embedded, 'size' | 'resources' | 'parameters'>;
  external?: { secretName: string; prefix?: string };
}>;

/**
 * What a store was created with, by store name: sizes that another profile's defaults must not change, and accepted
 * connections.
 */
export type ProvisionedSpec = ReadonlyMap<
  string,
  {
    readonly storage?: string;
    readonly members?: number;
    readonly source?: 'embedded' | 'external';
    /** For an external store with data of the shop: `host:port`. */
    readonly server?: string;
    /** For an external store with data of the shop. */
    readonly prefix?: string;
    /** Accepts encrypted connections only. */
    readonly tls?: boolean;
    /** Other data needs other set-up Jobs. */
    readonly dataId?: string;
    /** It was set up on its one volume, and its data was not reported lost since. */
    readonly holdsData?: boolean;
  }
>;

export function storesOf(
  storefront: Storefront,
  present: readonly ServiceBlueprint[],
  provisioned: ProvisionedSpec = new Map(),
): StoreModel[] {
  const dedicated = present.filter((service) => dedicatedStoreChoice(storefront, service) !== undefined);
  const shared = storeServers.map((server) => {
    const users = present.filter(
      (service) => usesServer(service, server) && (server === 'kafka' || !dedicated.includes(service)),
    );
    return storeModel(
      storefront,
      server,
      server,
      `spec.data.${server}`,
      users,
      storefront.spec.data?.[server],
      provisioned,
    );
  });
  const owned = dedicated.map((service) => {
    const server = serverOf(service.store);
    if (!server) throw new Error(`${service.name} does not use a store server`);
    const field = `spec.services.${service.name}.store`;
    return storeModel(
      storefront,
      `${service.name}-${server}`,
      server,
      field,
      [service],
      dedicatedStoreChoice(storefront, service),
      provisioned,
    );
  });
  return [...shared, ...owned].filter(({ users }) => users.length > 0);
}

const usesServer = (service: ServiceBlueprint, server: StoreServer): boolean =>
  server === 'kafka' ? service.components.includes('events') : serverOf(service.store) === server;

function dedicatedStoreChoice({ spec }: Storefront, { name }: ServiceBlueprint): StoreChoice | undefined {
  const service = spec.services?.[name];
  return service && 'store' in service ? service.store : undefined;
}

function storeModel(
  storefront: Storefront,
  name: string,
  server: StoreServer,
  field: string,
  users: readonly ServiceBlueprint[],
  choice: StoreChoice | undefined,
  provisioned: ProvisionedSpec,
): StoreModel {
  const { metadata, spec } = storefront;
  const defaults = profileDefaults[spec.profile];
  const provisionedStore = provisioned.get(name);
  const source: StoreModel['source'] = choice?.external
    ? {
        embedded: false,
        secretName: choice.external.secretName,
        prefix: `${choice.external.prefix ?? `${metadata.namespace ?? 'default'}-${metadata.name}`}-`,
      }
    : {
        embedded: true,
        storage: choice?.embedded?.storage ?? provisionedStore?.storage ?? defaults.storage,
        storageClassName: choice?.embedded?.storageClassName,
        members: membersOf(server, choice, provisionedStore?.members, defaults.brokers),
        replicas: blueprintOf(spec.version)?.readReplicas === false ? 0 : (choice?.embedded?.replicas ?? 0),
        size: choice?.embedded?.size,
        resources: choice?.embedded?.resources,
        parameters: choice?.embedded?.parameters,
      };
  return { name, server, field, users: users.map((user) => user.name), source };
}

/** @param present brokers the store was created with @param brokers default */
function membersOf(server: StoreServer, choice: StoreChoice | undefined, present: number | undefined, brokers: number) {
  if (server === 'kafka') return present ?? choice?.embedded?.brokers ?? brokers;
  return server === 'redis' ? membersOfShards(choice?.embedded?.shards ?? 1) : 1;
}

/** The blueprint's services that are part of this shop; the blueprint is by default that of its version. */
export function enabledServices(
  { spec }: Storefront,
  { services }: Pick<Blueprint, 'services'> = blueprintOf(spec.version) ?? currentBlueprint,
): ServiceBlueprint[] {
  const absent = new Set<ServiceName>([
    ...(spec.payments.provider === 'simulator' ? [] : (['psp-simulator'] as const)),
    ...(spec.identity?.external ? (['identity'] as const) : []),
  ]);
  return services
    .filter(({ name }) => !absent.has(name))
    .map((service) => ({ ...service, calls: service.calls.filter((call) => !absent.has(call.service)) }));
}
