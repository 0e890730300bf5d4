/**
 * What a Storefront can say and this release does not do. `refused` would change what the shop is, so nothing is built
 * until it is taken out; `withoutEffect` is said and otherwise passed over. Each is named by its field. Pure.
 */
import type { Storefront, StorefrontSpec } from '../api/storefront.ts';
import { presentServices } from './store-model.ts';

export interface FieldNote {
  readonly field: string;
  readonly message: string;
}

/** Versions of the shop whose blueprint this operator carries. */
export const carriedVersions: readonly string[] = ['1.0.0'];

export function refused({ spec }: Storefront): FieldNote[] {
  return [
    ...(carriedVersions.includes(spec.version)
      ? []
      : [
          note(
            'spec.version',
            `this operator carries ${carriedVersions.join(', ')}; install one that carries ${spec.version}`,
          ),
        ]),
    ...Object.entries({ ...spec.data, ...ownStores(spec) }).flatMap(([name, store]) => refusedStore(name, store)),
  ];
}

function refusedStore(name: string, store: unknown): FieldNote[] {
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
function ownStores({ services = {} }: StorefrontSpec): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, service]) =>
      service && 'store' in service && service.store ? [[`services.${name}.store`, service.store]] : [],
    ),
  );
}

export function withoutEffect(storefront: Storefront): FieldNote[] {
  const { spec } = storefront;
  const present = new Set<string>(presentServices(storefront).map(({ name }) => name));
  const said: readonly [string, unknown][] = [
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
    ...Object.keys(spec.services ?? {})
      .filter((name) => !present.has(name))
      .map((name): [string, unknown] => [`spec.services.${name}`, true]),
  ];
  return said.filter(([, value]) => value !== undefined).map(([field]) => note(field, 'has no effect in this release'));
}

const note = (field: string, message: string): FieldNote => ({ field, message });
