/**
 * What a Storefront can say and this release does not do, each named by its field. `refused` would change what the shop is.
 * `notBuilt` is refused where it is new, since a shop that has no backup must not look as if it had; a shop that an earlier
 * release took it from goes on with it. `withoutEffect` is what is passed over. Pure.
 */
import type { Storefront, StorefrontSpec } from '../api/storefront.ts';
import { componentGroups, migrationComponent, setupComponent } from './component-names.ts';
import { enabledServices, storesOf } from './store-model.ts';
import { rejectedParameters } from './store-sizes.ts';

export interface FieldNote {
  readonly field: string;
  readonly message: string;
}

/** Versions of the shop whose blueprint this operator carries. */
export const supportedVersions: readonly string[] = ['1.0.0'];

export function rejectedFields(storefront: Storefront): FieldNote[] {
  const { spec } = storefront;
  return [
    ...(supportedVersions.includes(spec.version)
      ? []
      : [
          note(
            'spec.version',
            `this operator carries ${supportedVersions.join(', ')}; install one that carries ${spec.version}`,
          ),
        ]),
    ...Object.entries({ ...spec.data, ...dedicatedStores(spec) }).flatMap(([name, store]) =>
      rejectedStoreFields(name, store),
    ),
    ...storesOf(storefront, enabledServices(storefront)).flatMap(({ field, server, source }) =>
      rejectedParameters(server, source).map((name) =>
        note(`${field}.embedded.parameters.${name}`, 'the shop depends on what it sets there; leave it out'),
      ),
    ),
  ];
}

function rejectedStoreFields(name: string, store: unknown): FieldNote[] {
  const field = name.startsWith('services.') ? `spec.${name}` : `spec.data.${name}`;
  const { embedded, external, cnpg, strimzi } = (store ?? {}) as Readonly<
    Record<string, Readonly<Record<string, unknown>>>
  >;
  return [
    ...(cnpg ? [note(`${field}.cnpg`, 'use embedded or external; CloudNativePG is not driven yet')] : []),
    ...(strimzi ? [note(`${field}.strimzi`, 'use embedded or external; Strimzi is not driven yet')] : []),
    ...(Number(embedded?.replicas ?? 0) > 0
      ? [note(`${field}.embedded.replicas`, 'read replicas are not carried yet; leave it out or give 0')]
      : []),
    ...(Number(embedded?.shards ?? 1) > 1
      ? [note(`${field}.embedded.shards`, 'a Redis cluster is not carried yet; leave it out or give 1')]
      : []),
    ...(name === 'kafka' && external?.prefix
      ? [note(`${field}.external.prefix`, 'topics are not prefixed yet: these brokers must be the shop’s alone')]
      : []),
  ];
}

/** The stores that single services have of their own, by where they are said. */
function dedicatedStores({ services = {} }: StorefrontSpec): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, service]) =>
      service && 'store' in service && service.store ? [[`services.${name}.store`, service.store]] : [],
    ),
  );
}

/** Fields whose effect no release has yet. */
export function unimplementedFields({ spec }: Storefront): FieldNote[] {
  const candidates: readonly [string, unknown][] = [
    ['spec.backup', spec.backup],
    ['spec.settings', spec.settings],
    ['spec.telemetry.otlpEndpoint', spec.telemetry?.otlpEndpoint || undefined],
    ['spec.telemetry.prometheus', spec.telemetry?.prometheus || undefined],
    ['spec.telemetry.dashboards', spec.telemetry?.dashboards || undefined],
    ['spec.credentials', spec.credentials && spec.credentials.generation > 1 ? spec.credentials : undefined],
    ...Object.entries(spec.services ?? {}).map(([name, service]): [string, unknown] => [
      `spec.services.${name}.autoscaling.lag`,
      service && 'autoscaling' in service ? service.autoscaling?.lag : undefined,
    ]),
  ];
  return candidates
    .filter(([, value]) => value !== undefined)
    .map(([field]) => note(field, 'has no effect in this release; leave it out'));
}

/** With settings of services that another field takes out of the shop. */
export function ignoredFields(storefront: Storefront): FieldNote[] {
  const present = new Set<string>(enabledServices(storefront).map(({ name }) => name));
  const absent = Object.keys(storefront.spec.services ?? {}).filter((name) => !present.has(name));
  return [
    ...unimplementedFields(storefront),
    ...hstsWithoutHttps(storefront),
    ...absent.map((name) => note(`spec.services.${name}`, 'has no effect, as this shop has no such service')),
    ...componentsWithoutPods(storefront).map((name) => note(`spec.pods.${name}`, 'has no effect, as no pod is of it')),
  ];
}

/** Strict-Transport-Security means something on https alone: the gateway sends it nowhere else. */
function hstsWithoutHttps({ spec: { security, publicUrl } }: Storefront): FieldNote[] {
  return security?.hstsPreload && publicUrl?.startsWith('http:')
    ? [note('spec.security.hstsPreload', 'has no effect, as the shop is reached by http')]
    : [];
}

function componentsWithoutPods(storefront: Storefront): string[] {
  const services = enabledServices(storefront);
  const stores = storesOf(storefront, services);
  const components = new Set<string>([
    ...['all', ...componentGroups],
    ...services.flatMap(({ name, migrates }) => [name, ...(migrates ? [migrationComponent(name)] : [])]),
    ...stores.flatMap(({ name, server, source }) => [
      ...(source.embedded ? [name] : []),
      ...(server === 'redis' ? [] : [setupComponent(name)]),
    ]),
  ]);
  return Object.keys(storefront.spec.pods ?? {}).filter((name) => !components.has(name));
}

const note = (field: string, message: string): FieldNote => ({ field, message });
