/** The payment service as a process, killed at the worst time: the provider has captured, and the result is not committed yet. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DataOf, type EventDefinition, publisherOf } from '@mambogo/contracts/events/event.ts';
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { orderCancelled, orderPlaced } from '@mambogo/contracts/events/order-events.ts';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { createIntegrationEvent } from '@mambogo/messaging/integration-event.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { emittedEvents } from '../testing/charging.ts';
import { placedData, reservedData, total } from '../testing/order-data.ts';
import { end, startSimulator, until } from '../testing/start-simulator.ts';
import { chargeName } from './domain/payment-provider.ts';
import { schema } from './store/database.ts';

const cwd = fileURLToPath(new URL('..', import.meta.url));

for (const cancelled of [false, true])
  test(`killed between the charge and its commit: ${
    cancelled ? 'refunds it if the order was cancelled in the meantime' : 'finds the capture after the restart'
  }, and captures once`, async (t) => {
    const { own, simulator, sidecar, start, deliver } = await startEnvironment(t);
    const first = await start();
    const orderId = newOrderId();
    await deliver(orderPlaced, placedData(orderId, 'tok_timeout'));
    await deliver(stockReserved, reservedData(orderId));
    const charges = () => simulator.charges(chargeName(orderId, 1));
    await until(async () => (await charges()).length === 1);
    await end(first, 'SIGKILL');
    assert.deepEqual(await emittedEvents(own, orderId), [], 'the capture is not recorded yet');

    const second = await start();
    if (cancelled) await deliver(orderCancelled, { orderId, reason: 'customer', detail: 'changed my mind' });
    const expected = cancelled ? ['payment.captured', 'payment.refunded'] : ['payment.captured'];
    await until(async () => (await emittedEvents(own, orderId)).length === expected.length);
    assert.deepEqual(
      (await emittedEvents(own, orderId)).map(({ name }) => name),
      expected,
    );
    await until(async () => sidecar.published.length > 0);
    assert.deepEqual(
      (await charges()).map(({ refunded }) => refunded),
      [cancelled ? total.amount : 0],
    );
    await end(second, 'SIGTERM');
    assert.equal(second.exitCode, 0, 'exits cleanly');
  });

/** Starts a database, the provider and a sidecar; `start` starts the service, `deliver` sends it an event. */
async function startEnvironment(t: TestContext) {
  const own = await createTestDatabase('postgres', schema);
  t.after(() => own.drop());
  const simulator = await startSimulator({ PSP_SLOW_SECONDS: '60' });
  t.after(() => simulator.stop());
  const sidecar = await startSidecar();
  t.after(() => sidecar.close());
  const folder = mkdtempSync(join(tmpdir(), 'payment-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const credentials = {
    'dapr-api-token': 'dapr',
    'app-api-token': 'app',
    'database-password': own.password,
    'psp-api-key': simulator.apiKey,
    'psp-webhook-secret': simulator.webhookSecret,
  };
  for (const [name, secret] of Object.entries(credentials)) writeFileSync(join(folder, name), secret);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  const start = async () => {
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd,
      env: {
        ...process.env,
        APP_ID: 'test-payment',
        PORT: String(port),
        DAPR_HTTP_PORT: String(sidecar.port),
        CREDENTIALS_DIR: folder,
        DATABASE_URL: own.url,
        PUBLIC_URL: 'http://localhost:1',
        LOG_LEVEL: 'fatal',
        PAYMENT_PROVIDER: 'simulator',
        PSP_URL: simulator.url,
        PSP_PUBLIC_URL: simulator.url,
        PSP_TIMEOUT_SECONDS: '1',
        PAYMENT_LEASE_SECONDS: '3',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    t.after(() => end(child, 'SIGTERM'));
    await until(async () => (await fetch(`${url}/healthz/ready`)).ok);
    return child;
  };
  const deliver = async <E extends EventDefinition>(event: E, data: DataOf<E>) => {
    const { envelope } = createIntegrationEvent(`test-${publisherOf(event.topic)}`, event, data, {
      correlationId: 'test',
      actor: 'service:test',
    });
    const response = await fetch(`${url}/events/${event.topic}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'dapr-api-token': 'app' },
      body: JSON.stringify({ entries: [{ entryId: envelope.id, event: envelope }] }),
    });
    assert.match(await response.text(), /SUCCESS/);
  };

  return { own, simulator, sidecar, start, deliver };
}

/** A minimal sidecar, enough for a service to start and publish. */
async function startSidecar() {
  const published: string[] = [];
  const server = createServer((request, response) => {
    if (request.url?.includes('/publish/bulk/')) published.push(request.url);
    request.resume().on('end', () => response.writeHead(204).end());
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    published,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
