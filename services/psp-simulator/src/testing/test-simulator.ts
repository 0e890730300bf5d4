/** A simulator in the test's own process, over HTTP all the same. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { serve } from '@mambogo/service/testing/serve.ts';
import { z } from 'zod';
import { createContext } from '../context.ts';
import { Settings } from '../settings.ts';
import { createSimulatorApp } from '../simulator.ts';

const Body = z.looseObject({
  id: z.string().default(''),
  status: z.union([z.string(), z.number()]).optional(),
  refunded: z.int().optional(),
  type: z.string().optional(),
  failure: z.object({ code: z.string() }).optional(),
  action: z.object({ url: z.string() }).optional(),
  charges: z.array(z.object({ id: z.string(), status: z.string(), refunded: z.int() })).optional(),
});

interface Attempt {
  readonly reference?: string;
  readonly key?: string;
  readonly amount?: number;
}

/** A simulator of its own, whose clock the test turns. */
export async function simulator(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'psp-'));
  writeFileSync(join(folder, 'psp-api-key'), 'key');
  const settings = Settings.parse({
    PORT: '1',
    CREDENTIALS_DIR: folder,
    LEDGER_FILE: join(folder, 'made', 'ledger.db'),
    LOG_LEVEL: 'fatal',
    PSP_SLOW_SECONDS: '0.2',
  });
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const context = createContext(settings, () => clock.now);
  t.after(() => {
    context.database.close();
    rmSync(folder, { recursive: true });
  });
  const fetch = await serve(t, createSimulatorApp(context));

  const ask = async (method: string, path: string, body?: unknown, key?: string, apiKey = 'key') => {
    const answer = await fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(key ? { 'idempotency-key': key } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const parsed = Body.parse(await answer.json());
    return { status: answer.status, body: parsed };
  };
  return {
    clock,
    fetch,
    ask,
    charge: (token: string, { reference = 'order:1', key, amount = 1_500 }: Attempt = {}) =>
      ask('POST', '/v1/charges', { reference, amount, currency: 'USD', token }, key ?? reference),
    find: async (reference = 'order:1') => (await ask('GET', `/v1/charges?reference=${reference}`)).body.charges ?? [],
    refund: (id: string, amount: number, key: string) =>
      ask('POST', `/v1/charges/${id}/refunds`, { amount, reference: key }, key),
    ledger: async () => (await ask('GET', '/v1/ledger')).body,
  };
}
