/** The schema registry of a shop, from `spec.schemaRegistry`, and where the embedded one keeps its data. Pure. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import type { Storefront, StorefrontSpec } from '../api/storefront.ts';
import { caFileName, caFolder, type ExternalStores, storeAddress } from './cluster-placement.ts';
import type { Placement } from './placement.ts';
import { profileDefaults } from './profile-defaults.ts';
import { portOfUrl } from './settings-repository.ts';
import type { StoreModel } from './store-model.ts';
import { podResources, type Resources } from './workload-model.ts';

/** Its database and role, after the prefix of a shared store. */
const databaseName = 'registry';
/** 190 to 230 MiB were measured with a heap of at most 192 MiB, which its pod sets. */
const size = { cpuMillis: 100, memoryMiB: 256 } as const;

export type SchemaRegistryModel = EmbeddedRegistry | ExternalRegistry;

export interface EmbeddedRegistry {
  readonly embedded: true;
  /** The PostgreSQL it uses, by the name of its store. */
  readonly store: string;
  readonly database: string;
  readonly role: string;
  readonly passwordPurpose: string;
  /** For JDBC. */
  readonly databaseUrl: string;
  readonly resources: Resources;
}

export interface ExternalRegistry {
  readonly embedded: false;
  readonly url: string;
  readonly port: number;
  readonly secretName?: string;
}

/** Whether the operator runs one. */
export const isRegistryEmbedded = ({ schemaRegistry, profile }: StorefrontSpec): boolean =>
  schemaRegistry === undefined ? profileDefaults[profile].schemaRegistry : schemaRegistry.embedded !== undefined;

/** For services that publish events. */
export function schemaRegistryEnvironment(
  service: ServiceBlueprint,
  { spec }: Storefront,
  { schemaRegistryUrl }: Placement,
): Record<string, string> {
  const url = spec.schemaRegistry?.external?.url ?? (isRegistryEmbedded(spec) ? schemaRegistryUrl : undefined);
  return service.emits && url ? { SCHEMA_REGISTRY_URL: url } : {};
}

/** undefined: none. */
export function schemaRegistryModel(
  { metadata, spec }: Storefront,
  stores: readonly StoreModel[],
  external: ExternalStores,
): SchemaRegistryModel | undefined {
  const choice = spec.schemaRegistry?.external;
  if (choice) return { embedded: false, ...choice, port: portOfUrl(choice.url) };
  if (!isRegistryEmbedded(spec)) return undefined;
  // A service's own store only where the services share none.
  const postgres = stores.filter(({ server }) => server === 'postgres');
  const store = postgres.find(({ name }) => name === 'postgres') ?? postgres[0];
  if (!store) throw new Error('a shop has a PostgreSQL');
  const database = `${store.source.embedded ? '' : store.source.prefix}${databaseName}`;
  const address = storeAddress(metadata.name, metadata.namespace ?? 'default', store, external);
  return {
    embedded: true,
    store: store.name,
    database,
    role: database,
    passwordPurpose: `database-password/${databaseName}`,
    databaseUrl: `jdbc:postgresql://${address.host}:${address.port}/${database}?${encryption(store, external)}`,
    resources: podResources(size, spec.schemaRegistry?.embedded?.resources),
  };
}

/** Without a file the driver trusts no authority, not even those of Java, which are a setting of their own. */
function encryption({ name, source }: StoreModel, external: ExternalStores): string {
  const access = source.embedded ? undefined : external.get(source.secretName);
  if (access && !access.tls) return 'sslmode=disable';
  const authority =
    access && !access.authorities
      ? 'sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory'
      : `sslrootcert=${caFolder}/${caFileName(name)}`;
  return `sslmode=verify-full&${authority}`;
}
