/**
 * Whether the services have registered the schemas of the events they publish, by the metric `mambogo_schemas_unregistered` of
 * their pods: the only sure sign that they reach the registry, and may write to it. Queried in the background, at intervals.
 *
 * - True: none of them has an unregistered schema.
 * - False: some have; the message names them.
 * - Unknown: a service could not be queried.
 */
import { services } from '@mambogo/blueprint/services.ts';
import { type Condition, conditionFalse, conditionTrue } from '../status/conditions.ts';
import { type BackgroundCheck, createBackgroundCheck, healthyIntervalMs } from './background-check.ts';
import type { PodAddresses } from './invariants-check.ts';
import { maxPods, readPodMetrics } from './read-pod-metrics.ts';

export type SchemasCheck = BackgroundCheck<PodAddresses>;

/** Milliseconds. Services retry every 10 seconds. */
const intervals = { resultExpected: 3_000, unregistered: 10_000, unknown: 60_000 } as const;

const type = 'SchemaRegistryReady';
const unknown = (reason: string, message: string): Condition => ({ type, status: 'Unknown', reason, message });

export const createSchemasCheck = ({
  ask = countUnregistered,
  now = Date.now,
}: {
  ask?: typeof countUnregistered;
  now?: () => number;
} = {}): SchemasCheck =>
  createBackgroundCheck({
    initialCondition: unknown('Waiting', 'the services have not been queried yet'),
    initialState: undefined,
    resultExpectedAfter: intervals.resultExpected,
    async probe(pods: PodAddresses) {
      const publishers = services.filter(({ name, emits }) => emits && pods.has(name)).map(({ name }) => name);
      const counts = await Promise.all(
        publishers.map(async (name) => [name, await ask(pods.get(name) ?? [])] as const),
      );
      const condition = schemasCondition(new Map(counts));
      const recheckAfter = { True: healthyIntervalMs, False: intervals.unregistered, Unknown: intervals.unknown };
      return { condition, state: undefined, recheckAfter: recheckAfter[condition.status] };
    },
    now,
  });

/** Pure. @param counts of unregistered schemas by service; undefined: it did not respond */
export function schemasCondition(counts: ReadonlyMap<string, number | undefined>): Condition {
  const unregistered = [...counts].filter(([, count = 0]) => count > 0);
  const silent = [...counts].filter(([, count]) => count === undefined).map(([service]) => service);
  if (unregistered.length > 0) {
    const named = unregistered.map(([service, count]) => `${service} (${count})`).join(', ');
    return conditionFalse(
      type,
      'NotRegistered',
      `unregistered event schemas: ${named}. The services go on and retry; their logs say why (schemas.registry_unavailable, schemas.rejected)`,
    );
  }
  if (silent.length > 0 || counts.size === 0)
    return unknown(
      'NoAnswer',
      `${silent.join(', ') || 'no service'} did not respond on the health port: check that network policies allow egress from the operator's namespace`,
    );
  return conditionTrue(type, 'Registered', 'the schema of every event is registered');
}

/** The most that any of the pods reports; undefined: none responded. */
async function countUnregistered(addresses: readonly string[]): Promise<number | undefined> {
  const texts = await Promise.all(
    addresses.slice(0, maxPods).map((address) => readPodMetrics(address).catch(() => undefined)),
  );
  const counts = texts.flatMap((text) => (text === undefined ? [] : (parseUnregistered(text) ?? [])));
  return counts.length > 0 ? Math.max(...counts) : undefined;
}

/** Pure; undefined: the text does not have the metric. */
export function parseUnregistered(text: string): number | undefined {
  const count = /^mambogo_schemas_unregistered(?:\{[^}\n]*\})? (\d+)$/m.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}
