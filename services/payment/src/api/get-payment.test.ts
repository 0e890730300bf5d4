import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getServiceTimeline, ServiceTimeline } from '@mambogo/contracts/api/internal-timeline.ts';
import { getPayment, Payment } from '@mambogo/contracts/api/payments.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { newId, newOrderId } from '@mambogo/contracts/ids.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { createPrimaryReads } from '@mambogo/service/database/replica/reads.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import { createCharging } from '../../testing/charging.ts';
import { customerId, total } from '../../testing/order-data.ts';
import { createSimulatorProvider } from '../providers/simulator-provider.ts';
import { schema } from '../store/database.ts';
import { getPaymentApi } from './get-payment.ts';
import { getServiceTimelineApi } from './get-service-timeline.ts';

let own: TestDatabase;
const orderId = newOrderId();

/** Nothing is charged: the workers are not started. */
before(async () => {
  own = await createTestDatabase('postgres', schema);
  const provider = createSimulatorProvider({ url: 'http://127.0.0.1:1', apiKey: '', timeout: 1, connections: 1 });
  const payments = createCharging(own, { provider });
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
});
after(() => own?.drop());

/** The token is the caller's id. */
const verify = async (token: string): Promise<Caller> => ({
  subject: token.slice(0, -2).replace(/^x\./, ''),
  roles: ['USER'],
  scopes: new Set(['order:write'] as const),
  token,
  expiresAt: Number.POSITIVE_INFINITY,
});

const api = (t: { after(done: () => unknown): void }) =>
  serve(
    t,
    createApp({
      logger: pino({ level: 'silent' }),
      checkReady: async () => undefined,
      mount(app) {
        const { database } = own;
        mountRoutes(
          app,
          [
            getPaymentApi({ database }),
            getServiceTimelineApi({ name: 'payment', reads: createPrimaryReads(database) }),
          ],
          verify,
        );
      },
    }),
  );

const as = (subject: string) => ({ headers: { authorization: `Bearer x.${subject}.y` } });

test('returns the status of the caller’s payment', async (t) => {
  const fetch = await api(t);
  const response = await fetch(pathOf(getPayment, { params: { orderId } }), as(customerId));
  assert.equal(response.status, 200);
  const payment = Payment.parse(await response.json());
  assert.equal(payment.status, 'PENDING');
  assert.deepEqual(payment.amount, total);
  assert.equal(payment.refunded.amount, 0);
});

test("responds 404 to another customer's payment, an unknown order and a subject that is no customer", async (t) => {
  const fetch = await api(t);
  assert.equal((await fetch(pathOf(getPayment, { params: { orderId } }), as(newId()))).status, 404);
  assert.equal((await fetch(pathOf(getPayment, { params: { orderId: newOrderId() } }), as(customerId))).status, 404);
  assert.equal((await fetch(pathOf(getPayment, { params: { orderId } }), as('not-a-customer'))).status, 404);
  assert.equal((await fetch(pathOf(getPayment, { params: { orderId } }))).status, 401);
});

test('the timeline lists the events so far, without the token', async (t) => {
  const fetch = await api(t);
  const text = await (await fetch(pathOf(getServiceTimeline, { params: { id: orderId } }))).text();
  assert.doesNotMatch(text, /tok_ok/);
  const { entries } = ServiceTimeline.parse(JSON.parse(text));
  assert.deepEqual(
    entries.map(({ type }) => type),
    ['payment.requested', 'payment.stock-reserved', 'payment.attempt-started'],
  );
  const other = ServiceTimeline.parse(
    await (await fetch(pathOf(getServiceTimeline, { params: { id: newOrderId() } }))).json(),
  );
  assert.deepEqual(other.entries, []);
});
