/**
 * Fields and values of a Storefront that this release does not support. `rejectedFields` would change what the shop is.
 * `unimplementedFields` are rejected where they are new, since a shop without backups must not look as if it had some; a shop
 * from an earlier release that has them continues. `ignoredFields` are only reported. Pure.
 */
import { blueprintOf, currentVersion, isNewer } from '@mambogo/blueprint/versions.ts';
import type { Storefront, StorefrontSpec } from '../api/storefront.ts';
import { supportedVersions } from '../api/supported-versions.ts';
import { isSchedule } from './backup-schedule.ts';
import { backupComponent, componentGroups, migrationComponent, setupComponent } from './component-names.ts';
import { replicasOf } from './read-replicas.ts';
import { isRegistryEmbedded } from './schema-registry.ts';
import { schemaRegistryComponent } from './schema-registry-names.ts';
import { isReadable } from './settings-repository.ts';
import { enabledServices, storesOf } from './store-model.ts';
import { rejectedParameters } from './store-sizes.ts';

export interface FieldNote {
  readonly field: string;
  readonly message: string;
}

export function rejectedFields(storefront: Storefront): FieldNote[] {
  const { spec } = storefront;
  return [
    ...(supportedVersions.includes(spec.version)
      ? []
      : [
          note(
            'spec.version',
            `this operator supports ${supportedVersions.join(', ')}; install a release that supports ${spec.version}`,
          ),
        ]),
    ...(isUrlOrEmpty(spec.telemetry?.otlpEndpoint ?? '')
      ? []
      : [note('spec.telemetry.otlpEndpoint', 'must be the http or https URL of a collector')]),
    ...(isTracePageOrEmpty(spec.telemetry?.tracePage ?? '')
      ? []
      : [note('spec.telemetry.tracePage', 'must be an http or https URL that contains {traceId}')]),
    ...(['dashboardsPage', 'runbooksPage'] as const).flatMap((name) =>
      isUrlOrEmpty(spec.telemetry?.[name] ?? '')
        ? []
        : [note(`spec.telemetry.${name}`, 'must be an http or https URL')],
    ),
    ...Object.entries({ ...spec.data, ...dedicatedStores(spec) }).flatMap(([name, store]) =>
      rejectedStoreFields(spec, name, store),
    ),
    ...storesOf(storefront, enabledServices(storefront)).flatMap(({ field, server, source }) =>
      rejectedParameters(server, source).map((name) =>
        note(`${field}.embedded.parameters.${name}`, 'the shop depends on its own value; remove it'),
      ),
    ),
  ];
}

const isUrlOrEmpty = (text: string): boolean => text === '' || (/^https?:/.test(text) && URL.canParse(text));

const isTracePageOrEmpty = (text: string): boolean => text === '' || (text.includes('{traceId}') && isUrlOrEmpty(text));

/** Gateways of earlier versions know a single Redis only. */
const firstWithRedisCluster = '1.1.0';

function rejectedStoreFields({ version }: StorefrontSpec, name: string, store: unknown): FieldNote[] {
  const field = name.startsWith('services.') ? `spec.${name}` : `spec.data.${name}`;
  const { embedded, external, cnpg, strimzi } = (store ?? {}) as Readonly<
    Record<string, Readonly<Record<string, unknown>>>
  >;
  return [
    ...(cnpg ? [note(`${field}.cnpg`, 'use embedded or external; CloudNativePG is not supported yet')] : []),
    ...(strimzi ? [note(`${field}.strimzi`, 'use embedded or external; Strimzi is not supported yet')] : []),
    ...(Number(embedded?.replicas ?? 0) > 0 && blueprintOf(version)?.readReplicas === false
      ? [
          note(
            `${field}.embedded.replicas`,
            `shops of version ${version} have no read replicas; change spec.version to ${currentVersion}, or set 0`,
          ),
        ]
      : []),
    ...(Number(embedded?.shards ?? 1) > 1 && isNewer(firstWithRedisCluster, version)
      ? [
          note(
            `${field}.embedded.shards`,
            `a Redis cluster needs version ${firstWithRedisCluster} of the shop, which has ${version}; remove it or set 1`,
          ),
        ]
      : []),
    ...(name === 'kafka' && external?.prefix
      ? [note(`${field}.external.prefix`, 'topic prefixes are not supported yet: use brokers that no other shop uses')]
      : []),
  ];
}

/** Dedicated stores of single services, by field. */
function dedicatedStores({ services = {} }: StorefrontSpec): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, service]) =>
      service && 'store' in service && service.store ? [[`services.${name}.store`, service.store]] : [],
    ),
  );
}

/** Fields that no release implements yet. */
export function unimplementedFields({ spec }: Storefront): FieldNote[] {
  const candidates: readonly [string, unknown][] = [
    ['spec.backup.schedule', unreadableSchedule(spec)],
    ['spec.services.config.store', spec.services?.config?.store],
    ['spec.settings.git.url', unreadable(spec)],
  ];
  return candidates
    .filter(([, value]) => value !== undefined)
    .map(([field]) =>
      note(
        field,
        field === 'spec.backup.schedule'
          ? 'is not a cron expression of five fields, such as 0 3 * * *; correct it'
          : 'has no effect in this release; remove it',
      ),
    );
}

const unreadableSchedule = ({ backup }: StorefrontSpec): string | undefined =>
  backup?.schedule !== undefined && !isSchedule(backup.schedule) ? backup.schedule : undefined;

/** An address that config can't read: only http and https. */
const unreadable = ({ settings }: StorefrontSpec): string | undefined =>
  settings?.git && !isReadable(settings.git.url) ? settings.git.url : undefined;

/** Including settings of services that another field removes from the shop. */
export function ignoredFields(storefront: Storefront): FieldNote[] {
  const present = new Set<string>(enabledServices(storefront).map(({ name }) => name));
  const absent = Object.keys(storefront.spec.services ?? {}).filter((name) => !present.has(name));
  return [
    ...unimplementedFields(storefront),
    ...hstsWithoutHttps(storefront),
    ...mailWithoutMessages(storefront),
    ...absent.map((name) => note(`spec.services.${name}`, 'has no effect, as this shop does not run that service')),
    ...componentsWithoutPods(storefront).map((name) =>
      note(`spec.pods.${name}`, 'has no effect, as this shop has no such pods'),
    ),
  ];
}

/** Messages need the service that sends them, and addresses, which an external identity provider keeps to itself. */
function mailWithoutMessages(storefront: Storefront): FieldNote[] {
  const { mail, identity, version } = storefront.spec;
  if (!mail) return [];
  if (identity?.external)
    return [note('spec.mail', 'has no effect, as the external identity provider has the addresses of customers')];
  return enabledServices(storefront).some(({ name }) => name === 'notification')
    ? []
    : [note('spec.mail', `has no effect, as shops of version ${version} send no messages`)];
}

/** Strict-Transport-Security has an effect on https only: the gateway does not send it otherwise. */
function hstsWithoutHttps({ spec: { security, publicUrl } }: Storefront): FieldNote[] {
  return security?.hstsPreload && publicUrl?.startsWith('http:')
    ? [note('spec.security.hstsPreload', 'has no effect, as the shop is served over http')]
    : [];
}

function componentsWithoutPods(storefront: Storefront): string[] {
  const present = enabledServices(storefront);
  const stores = storesOf(storefront, present);
  const components = new Set<string>([
    ...['all', ...componentGroups, backupComponent],
    ...(isRegistryEmbedded(storefront.spec) ? [schemaRegistryComponent] : []),
    ...present.flatMap(({ name, migrates }) => [name, ...(migrates ? [migrationComponent(name)] : [])]),
    ...stores.flatMap(({ name, server, source }) => [
      ...(source.embedded ? [name] : []),
      ...(server === 'redis' ? [] : [setupComponent(name)]),
    ]),
    ...replicasOf(stores).map(({ replicas }) => replicas.name),
  ]);
  return Object.keys(storefront.spec.pods ?? {}).filter((name) => !components.has(name));
}

const note = (field: string, message: string): FieldNote => ({ field, message });
