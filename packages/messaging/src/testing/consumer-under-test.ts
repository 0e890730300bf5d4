/** For tests of dead letters: a consumer of one topic that writes down each order it hears of, or fails as it is told to. */
import type { Scope } from '@mambogo/contracts/scopes.ts';
import { createApp } from '@mambogo/service/app.ts';
import { serve } from '@mambogo/service/testing/serve.ts';
import type { TestDialect } from '@mambogo/service/testing/test-database.ts';
import { pino } from 'pino';
import { on } from '../inbox/delivery.ts';
import { deadLettersOf, letterWorkerOf, mountConsumer } from '../mount-consumer.ts';
import { createWork } from '../work.ts';
import { event } from './facts.ts';
import { createMessagingDatabase, writeNote } from './messaging-database.ts';

/** An access token here is `who.<subject>.admin`, or `.user`, who may not see dead letters. */
export const merchant = { authorization: 'Bearer who.mia.admin' };

export async function consumerUnderTest(dialect: TestDialect, t: { after(clean: () => Promise<void>): void }) {
  const own = await createMessagingDatabase(dialect);
  t.after(() => own.drop());
  const { database } = own;
  /** What happens before an order is written down. */
  const faults: { meet: (orderId: string) => Promise<void> } = { meet: async () => undefined };
  const context = {
    name: 'test',
    logger: pino({ level: 'silent' }),
    database,
    stopping: new AbortController(),
    work: createWork({ database, source: 'shop-test', wake: () => undefined }),
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
  const noteDown = on<typeof event, typeof context>(event, async (_context, work, data) => {
    await writeNote(work.manager, data.orderId);
    work.emit(event, data);
    await faults.meet(data.orderId);
  });
  const topics = { 'inventory.events': [noteDown] };
  const fetch = await serve(
    t,
    createApp({
      logger: context.logger,
      checkReady: async () => undefined,
      mount: (app) => mountConsumer(app, context, topics),
    }),
  );
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = merchant) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(path, { method, headers: { ...headers, ...json }, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  };
  return {
    own,
    context,
    faults,
    letters: deadLettersOf(context, topics),
    /** Started by the test that wants it. */
    worker: letterWorkerOf(context, topics),
    ask,
    deliver: (message: unknown) =>
      ask('POST', '/events/inventory.events', { entries: [{ entryId: '1', event: message }] }),
    /** Hands a dead letter over as the sidecar does: the raw message in an envelope of its own. */
    bury: (payload: string) =>
      ask('POST', '/dead-letters', { id: 'x', type: 'raw', data_base64: Buffer.from(payload).toString('base64') }),
    /** As if the hour that letters wait at most were over. */
    hourPasses: () =>
      database.query(
        `update dead_letter set next_at = next_at - interval ${dialect === 'postgres' ? `'1 hour'` : '1 hour'}`,
      ),
  };
}

export type ConsumerUnderTest = Awaited<ReturnType<typeof consumerUnderTest>>;
