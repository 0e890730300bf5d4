/** The schemas of events at a real registry: registered by the services' worker, read and checked by Confluent's client. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { eventType, publisherOf, topics } from '@mambogo/contracts/events/event.ts';
import { readEventSchema } from '@mambogo/contracts/events/event-schemas.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { orderCancelled } from '@mambogo/contracts/events/order-events.ts';
import { releasedEventSchemas } from '@mambogo/docs/compatibility/released-event-schemas.ts';
import { createSchemaRegistration } from '@mambogo/messaging/schemas/register-schemas.ts';
import {
  createSchemaRegistryClient,
  IncompatibleSchemaError,
} from '@mambogo/messaging/schemas/schema-registry-client.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import { until } from '@mambogo/testing/until.ts';
import { freePort } from '../supervisor/ports.ts';
import { silentProgress } from '../supervisor/progress.ts';
import { createSupervisor } from '../supervisor/supervisor.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';
import { type ConfluentClient, installConfluentClient } from '../toolchain/confluent-client.ts';
import { prepareRegistryPrograms } from '../toolchain/registry-programs.ts';
import { registryApi, registryProcess } from './apicurio.ts';

const minutes = 60_000;
const types = events.map(eventType).sort();
const cancelled = eventType(orderCancelled);

/** The schema of order.cancelled after `edit`. */
function edited(edit: (schema: EditedSchema) => void): { readonly schemaType: 'JSON'; readonly schema: string } {
  const schema: EditedSchema = JSON.parse(readEventSchema(cancelled) ?? '');
  edit(schema);
  return { schemaType: 'JSON', schema: JSON.stringify(schema) };
}
interface EditedSchema {
  readonly properties: Record<string, object>;
  readonly required: string[];
}

describe('the schema registry', { timeout: 15 * minutes }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  const dirs = { logs: join(folder, 'logs'), run: join(folder, 'run') };
  for (const dir of Object.values(dirs)) mkdirSync(dir);
  const supervisor = createSupervisor(dirs, silentProgress);
  const logged: string[] = [];
  const log = (entry: object) => {
    if ('event' in entry) logged.push(String(entry.event));
  };
  const logger = { debug: log, info: log, warn: log, error: log, fatal: log, level: 'info' };
  const stopping = new AbortController();
  let workers: readonly Worker[] = [];
  let client: ConfluentClient;
  let url = '';

  before(async () => {
    const programs = await prepareRegistryPrograms(cacheFolder(), dirs.logs, silentProgress);
    const ports = { registry: await freePort(), registryManagement: await freePort() };
    url = registryApi(ports);
    client = await installConfluentClient(cacheFolder(), join(dirs.logs, 'client.log'), url);
    const registry = createSchemaRegistryClient({ url, stopping: stopping.signal });
    workers = topics.map((topic) => createSchemaRegistration({ registry, service: publisherOf(topic), logger }));
    for (const worker of workers) worker.start();
    await until('every service has found the registry away', () => logged.length === topics.length);
    assert.deepEqual(new Set(logged), new Set(['schemas.waiting']));
    await supervisor.start('registry', registryProcess(ports, { kind: 'h2' }, programs));
    const registered = () => logged.filter((event) => event === 'schemas.registered');
    await until('all are registered', () => registered().length === topics.length, minutes);
  });

  after(async () => {
    stopping.abort();
    await Promise.all(workers.map((worker) => worker.stop()));
    await supervisor.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every event as a subject with FULL_TRANSITIVE, once it is back', async () => {
    assert.deepEqual((await client.getAllSubjects()).sort(), types);
    for (const type of types) {
      assert.equal(await client.getCompatibility(type), 'FULL_TRANSITIVE');
      const { schema } = await client.getLatestSchemaMetadata(type);
      assert.deepEqual(JSON.parse(schema), JSON.parse(readEventSchema(type) ?? ''), type);
    }
  });

  it('accepts an added optional field, and rejects a changed type, a removed or a further required field', async () => {
    const isAccepted = (edit: (schema: EditedSchema) => void) =>
      client.testSubjectCompatibility(cancelled, edited(edit));
    const note = { type: 'string' };
    assert.equal(await isAccepted(({ properties }) => Object.assign(properties, { note })), true, 'optional');
    assert.equal(
      await isAccepted(({ properties }) => Object.assign(properties, { detail: { type: 'integer' } })),
      false,
    );
    assert.equal(await isAccepted(({ required }) => required.pop()), false, 'no longer required');
    const isRequired = await isAccepted(({ properties, required }) => {
      properties.note = note;
      required.push('note');
    });
    assert.equal(isRequired, false, 'required');
  });

  it('adds a version for an optional field, none for the same schema, and names what it rejects', async () => {
    const withNote = edited(({ properties }) => Object.assign(properties, { note: { type: 'string' } }));
    const id = await client.register(cancelled, withNote);
    const ours = createSchemaRegistryClient({ url, stopping: stopping.signal });
    assert.equal(await ours.register(cancelled, withNote.schema), id);
    await ours.register(cancelled, readEventSchema(cancelled) ?? '');
    assert.deepEqual(await client.getAllVersions(cancelled), [1, 2]);
    const { schema } = edited(({ properties }) => Object.assign(properties, { detail: { type: 'integer' } }));
    await assert.rejects(ours.register(cancelled, schema), (error: unknown) => {
      assert.ok(error instanceof IncompatibleSchemaError);
      assert.match(error.message, /type changed at \/properties\/detail/);
      return true;
    });
  });

  it('accepts what is published now after what version 1.0.0 published', async () => {
    const registry = createSchemaRegistryClient({ url, stopping: stopping.signal });
    for (const [type, released] of releasedEventSchemas('1.0.0')) {
      await registry.register(`released.${type}`, JSON.stringify(released));
      await registry.register(`released.${type}`, readEventSchema(type) ?? assert.fail(type));
    }
  });
});
