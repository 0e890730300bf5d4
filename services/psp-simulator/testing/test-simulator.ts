/** A simulator in the test's process, over HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createApp } from '@mambogo/service/http/app.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { z } from 'zod';
import { createContext } from '../src/context.ts';
import { mount, simulatorHeaders } from '../src/routes.ts';
import { Settings } from '../src/settings.ts';

const Body = z.looseObject({
  id: z.string().default(''),
  reference: z.string().optional(),
  next: z.string().optional(),
  status: z.union([z.string(), z.number()]).optional(),
  refunded: z.int().optional(),
  type: z.string().optional(),
  failure: z.object({ code: z.string() }).optional(),
  action: z.object({ url: z.string() }).optional(),
  callbacks: z.object({ due: z.int(), delivered: z.int(), givenUp: z.int() }).optional(),
  charges: z
    .array(z.object({ id: z.string(), reference: z.string(), status: z.string(), refunded: z.int() }))
    .optional(),
});

export const webhookSecret = 'a-secret';

interface Attempt {
  readonly reference?: string;
  readonly key?: string;
  readonly amount?: number;
}

/** Starts a simulator with a clock under test control; by default without callbacks and without a shop. */
export async function startTestSimulator(t: TestContext, more: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'psp-'));
  writeFileSync(join(folder, 'psp-api-key'), 'key');
  writeFileSync(join(folder, 'psp-webhook-secret'), webhookSecret);
  const settings = Settings.parse({
    PORT: '1',
    CREDENTIALS_DIR: folder,
    LEDGER_FILE: join(folder, 'made', 'ledger.db'),
    LOG_LEVEL: 'fatal',
    PSP_SLOW_SECONDS: '1',
    ...more,
  });
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const context = createContext(settings, () => clock.now);
  context.callbackWorker?.start();
  t.after(async () => {
    await context.callbackWorker?.stop();
    context.database.close();
    rmSync(folder, { recursive: true });
  });
  const fetch = await serve(
    t,
    createApp({
      logger: context.logger,
      checkReady: async () => undefined,
      securityHeaders: simulatorHeaders,
      mount: (app) => mount(app, context),
    }),
  );

  const send = async (method: string, path: string, body?: unknown, key?: string, apiKey = 'key') => {
    const response = await fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(key ? { 'idempotency-key': key } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const parsed = Body.parse(await response.json());
    return { status: response.status, body: parsed };
  };
  return {
    clock,
    fetch,
    send,
    charge: (token: string, { reference = 'order:1', key, amount = 1_500 }: Attempt = {}) =>
      send('POST', '/v1/charges', { reference, amount, currency: 'USD', token }, key ?? reference),
    find: async (reference = 'order:1') => (await send('GET', `/v1/charges?reference=${reference}`)).body.charges ?? [],
    refund: (id: string, amount: number, key: string) =>
      send('POST', `/v1/charges/${id}/refunds`, { amount, reference: key }, key),
    ledger: async () => (await send('GET', '/v1/ledger')).body,
  };
}
