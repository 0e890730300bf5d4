/**
 * Registers the schemas of the events that this service publishes, in the background: nothing waits for it, and events are
 * validated with the schemas of the sources.
 *
 *   waiting --the registry has all, or rejects one for good--> registered --10 minutes--> checked again
 *   waiting --it is unavailable--> waiting, retried every 10 s
 *
 * Registering again changes nothing, and restores what a registry without its data lacks.
 */
import { publisherOf } from '@mambogo/contracts/events/event.ts';
import { readEventSchema } from '@mambogo/contracts/events/event-schemas.ts';
import { eventsByType } from '@mambogo/contracts/events/events.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { IncompatibleSchemaError, type SchemaRegistryClient } from './schema-registry-client.ts';

export interface RegistrationSettings {
  readonly registry: SchemaRegistryClient;
  /** The service's name in the blueprint. */
  readonly service: string;
  readonly logger: Logger;
}

const retryMs = 10_000;
const recheckMs = 600_000;
/** One minute. */
const failuresBeforeWarning = 7;

export const schemasOf = (service: string): ReadonlyMap<string, string> =>
  new Map(
    [...eventsByType]
      .filter(([, { topic }]) => publisherOf(topic) === service)
      .map(([type]) => [type, readEventSchema(type) ?? '']),
  );

export function createSchemaRegistration({ registry, service, logger }: RegistrationSettings): Worker {
  const schemas = schemasOf(service);
  let missing = schemas.size;
  let failures = 0;
  meter.read('mambogo_schemas_unregistered', () => missing);

  /** @returns how many the registry rejected */
  async function registerAll(): Promise<number> {
    let rejected = 0;
    for (const [type, schema] of schemas)
      await registry.register(type, schema).catch((error: unknown) => {
        if (!(error instanceof IncompatibleSchemaError)) throw error;
        rejected += 1;
        logger.error({ event: 'schemas.rejected', type, reason: error.message }, 'schema registry rejected a schema');
      });
    return rejected;
  }

  return createPollingWorker({
    name: 'schemas',
    seconds: retryMs / 1_000,
    logger,
    async tick() {
      try {
        const before = missing;
        missing = await registerAll();
        failures = 0;
        if (before > missing)
          logger.info({ event: 'schemas.registered', schemas: schemas.size - missing }, 'event schemas are registered');
        return recheckMs;
      } catch (err) {
        failures += 1;
        // A registry that is starting takes longer than a service.
        if (failures === 1) logger.info({ event: 'schemas.waiting', err }, 'waiting for the schema registry');
        if (failures === failuresBeforeWarning)
          logger.warn(
            { event: 'schemas.registry_unavailable', err },
            'schema registry is unavailable, schemas will be registered when it is back',
          );
        return retryMs;
      }
    },
  });
}
