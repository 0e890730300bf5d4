/** For tests of dead letters: a consumer of one topic that records each order, or fails on request. */
import type { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import type { Scope } from '@mambogo/contracts/scopes.ts';
import { on } from '@mambogo/messaging/inbox/delivery.ts';
import { deadLetterRetrierOf, deadLettersOf, mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { serve } from '@mambogo/testing/serve.ts';
import type { TestDialect } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import { createMessagingDatabase, writeNote } from './messaging-database.ts';
import { event } from './test-events.ts';

/** Access tokens of these tests are `who.<subject>.admin`, or `.user` for users without access to dead letters. */
export const merchant = { authorization: 'Bearer who.mia.admin' };

export async function createTestConsumer(
  dialect: TestDialect,
  t: { after(clean: () => Promise<void>): void },
  name: Consumer = 'product',
) {
  const testDatabase = await createMessagingDatabase(dialect);
  t.after(() => testDatabase.drop());
  const { database } = testDatabase;
  /** Called for each order within the handler's transaction; throwing fails the handler. */
  const faults: { meet: (orderId: string) => Promise<void> } = { meet: async () => undefined };
  const context = {
    name,
    logger: pino({ level: 'silent' }),
    database,
    stopping: new AbortController(),
    runInTransaction: createTransactionRunner({ database, source: 'shop-test' }),
    async verify(token: string) {
      const [, subject = '', role] = token.split('.');
      return {
        subject,
        roles: [],
        scopes: new Set<Scope>(role === 'admin' ? ['admin:all'] : []),
        token,
        expiresAt: Number.POSITIVE_INFINITY,
      };
    },
  };
  const recordOrder = on<typeof event, typeof context>(event, async (_context, unit, data) => {
    await writeNote(unit.manager, data.orderId);
    unit.emit(event, data);
    await faults.meet(data.orderId);
  });
  const topics = { 'inventory.events': [recordOrder] };
  const fetch = await serve(
    t,
    createApp({
      logger: context.logger,
      checkReady: async () => undefined,
      mount: (app) => mountConsumer(app, context, topics),
    }),
  );
  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = merchant) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(path, { method, headers: { ...headers, ...json }, body: JSON.stringify(body) });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, body: await response.json() };
  };
  return {
    own: testDatabase,
    context,
    faults,
    letters: deadLettersOf(context, topics),
    /** Started by tests that need it. */
    worker: deadLetterRetrierOf(context, topics),
    ask: request,
    deliver: (message: unknown) =>
      request('POST', '/events/inventory.events', { entries: [{ entryId: '1', event: message }] }),
    /** Delivers a dead letter like the sidecar: the raw message wrapped in an envelope. */
    deliverDeadLetter: (payload: string) =>
      request('POST', '/dead-letters', { id: 'x', type: 'raw', data_base64: Buffer.from(payload).toString('base64') }),
    /** Makes all dead letters due: their maximum delay is an hour. */
    skipOneHour: () =>
      database.query(
        `update dead_letter set next_at = next_at - interval ${dialect === 'postgres' ? `'1 hour'` : '1 hour'}`,
      ),
  };
}

export type TestConsumer = Awaited<ReturnType<typeof createTestConsumer>>;
