/**
 * The blueprints of the versions an operator carries: this release and the one before it. A blueprint is data: the earlier one is
 * derived from the present one by leaving out what this release added, so that whatever is the same is written once. What a
 * release removes stays in services.ts until the release after it (decision 88).
 */

import { quotePrices } from '@mambogo/contracts/api/internal-price-quote.ts';
import type { EventDefinition } from '@mambogo/contracts/events/event.ts';
import blueprintPackage from '../package.json' with { type: 'json' };
import { catalogue, gatewayPaths, staffActions } from './allowed-paths.ts';
import type { AllowedCall, ServiceBlueprint, ServiceName } from './service-blueprint.ts';
import { services } from './services.ts';
import { type TopicBlueprint, topics } from './topics.ts';

/** The version of this release: the number of all packages, which release-a-version.md says how to change. */
export const currentVersion: string = blueprintPackage.version;

export interface Blueprint {
  readonly version: string;
  readonly services: readonly ServiceBlueprint[];
  readonly topics: readonly TopicBlueprint[];
  /**
   * Seconds for which a service in a cluster goes on serving after the request to stop, until nothing sends it new requests: an ingress
   * takes up to 2 s to notice that a pod is gone, names of pods are valid for 5.
   */
  readonly drainSeconds: number;
  /** Services read from read replicas, and set-up Jobs prepare stores for them. */
  readonly readReplicas: boolean;
  /** Sidecars serve metrics wherever services are scraped, unless a Storefront says otherwise. */
  readonly sidecarMetrics: boolean;
}

/** A new event type, by its name, with who emits it and who handles it. Handlers roll first: nobody hears an unknown event again. */
export interface AddedEvent {
  readonly name: EventDefinition['name'];
  readonly emitter: ServiceName;
  readonly handlers: readonly ServiceName[];
}

/** What a release added to the one before it. */
export interface Additions {
  readonly events: readonly AddedEvent[];
  readonly services: readonly ServiceName[];
  readonly topics: readonly string[];
  /** Services go on serving while they are replaced. */
  readonly drains: boolean;
  readonly readReplicas: boolean;
  /** Sidecars serve metrics only if a Storefront says so. */
  readonly optionalSidecarMetrics: boolean;
  /** Lists of a service that have further entries. */
  readonly entries: Readonly<Partial<Record<ServiceName, AddedEntries>>>;
}
type AddedEntries = Partial<Pick<ServiceBlueprint, 'consumes' | 'calls' | 'credentials' | 'settings'>>;

/** The release before this one, and what this one added. */
export const previousVersion = '1.0.0';
export const additions: Additions = {
  events: [
    { name: 'stock.delivery-expected', emitter: 'inventory', handlers: ['product'] },
    { name: 'person.password-reset-requested', emitter: 'identity', handlers: ['notification'] },
  ],
  services: ['pricing', 'notification'],
  topics: ['pricing.events'],
  drains: true,
  readReplicas: true,
  optionalSidecarMetrics: true,
  entries: {
    gateway: {
      calls: (['pricing', 'notification'] as const).map((service) => ({ service, paths: gatewayPaths(service) })),
    },
    order: { calls: [{ service: 'pricing', paths: [quotePrices.path, staffActions] }] },
    web: { calls: [catalogue] },
  },
};

const current: Blueprint = {
  version: currentVersion,
  services,
  topics,
  drainSeconds: 5,
  readReplicas: true,
  sidecarMetrics: false,
};
const carried: readonly Blueprint[] = [withoutAdditions(current, previousVersion, additions), current];

/** Versions whose blueprint this release contains, oldest first. */
export const carriedVersions: readonly string[] = carried.map(({ version }) => version);

/** Of a version that is not carried: undefined. */
export const blueprintOf = (version: string): Blueprint | undefined => carried.find((one) => one.version === version);

export const currentBlueprint = current;

/** Pure. */
export function withoutAdditions(blueprint: Blueprint, version: string, added: Additions): Blueprint {
  return {
    version,
    services: blueprint.services
      .filter(({ name }) => !added.services.includes(name))
      .map((service) => withoutEntries(service, added.entries[service.name])),
    topics: blueprint.topics.filter(({ name }) => !added.topics.includes(name)),
    drainSeconds: added.drains ? 0 : blueprint.drainSeconds,
    readReplicas: blueprint.readReplicas && !added.readReplicas,
    sidecarMetrics: blueprint.sidecarMetrics || added.optionalSidecarMetrics,
  };
}

function withoutEntries(service: ServiceBlueprint, added: AddedEntries = {}): ServiceBlueprint {
  return {
    ...service,
    consumes: service.consumes.filter((topic) => !added.consumes?.includes(topic)),
    credentials: service.credentials.filter((name) => !added.credentials?.includes(name)),
    settings: service.settings.filter((name) => !added.settings?.includes(name)),
    calls: withoutCalls(service.calls, added.calls),
  };
}

function withoutCalls(calls: readonly AllowedCall[], added: readonly AllowedCall[] = []): AllowedCall[] {
  return calls.flatMap((call) => {
    const gone = added.filter(({ service }) => service === call.service).flatMap(({ paths }) => paths);
    const paths = call.paths.filter((path) => !gone.includes(path));
    return paths.length > 0 ? [{ ...call, paths }] : [];
  });
}

/** What services of either version need while both run: access control, Subscriptions, credentials and topics of both. Pure. */
export function unionOf(newer: Blueprint, older: Blueprint): Blueprint {
  const of = (name: ServiceName, { services }: Blueprint) => services.find((one) => one.name === name);
  const onlyOlder = older.services.filter(({ name }) => !of(name, newer));
  return {
    version: newer.version,
    services: [...newer.services.map((service) => unionOfServices(service, of(service.name, older))), ...onlyOlder],
    topics: [...newer.topics, ...older.topics.filter(({ name }) => !newer.topics.some((one) => one.name === name))],
    drainSeconds: newer.drainSeconds,
    readReplicas: newer.readReplicas,
    sidecarMetrics: newer.sidecarMetrics,
  };
}

function unionOfServices(newer: ServiceBlueprint, older: ServiceBlueprint | undefined): ServiceBlueprint {
  if (!older) return newer;
  const callees = [...new Set([...newer.calls, ...older.calls].map(({ service }) => service))];
  const pathsOf = (callee: ServiceName) =>
    [...newer.calls, ...older.calls].filter(({ service }) => service === callee).flatMap(({ paths }) => paths);
  return {
    ...newer,
    consumes: [...new Set([...newer.consumes, ...older.consumes])],
    components: [...new Set([...newer.components, ...older.components])],
    credentials: [...new Set([...newer.credentials, ...older.credentials])],
    sidecarCredentials: [...new Set([...newer.sidecarCredentials, ...older.sidecarCredentials])],
    calls: callees.map((service) => ({ service, paths: [...new Set(pathsOf(service))] })),
  };
}

export const isNewer = (version: string, than: string): boolean =>
  carriedVersions.indexOf(version) > carriedVersions.indexOf(than);
