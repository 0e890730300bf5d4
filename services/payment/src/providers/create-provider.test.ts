/** Selection of the provider by settings, and the provider info for browsers. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { getPaymentProvider, PaymentProviderInfo } from '@mambogo/contracts/api/payments.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { pino } from 'pino';
import { getPaymentProviderApi } from '../api/get-payment-provider.ts';
import { Settings } from '../settings.ts';
import { createCallbackReaders, createProvider, providerInfo } from './create-provider.ts';

const folder = mkdtempSync(join(tmpdir(), 'provider-'));
for (const name of ['psp-api-key', 'psp-webhook-secret', 'psp-publishable-key'])
  writeFileSync(join(folder, name), `pk_${name}\n`);
after(() => rmSync(folder, { recursive: true }));

const logger = pino({ level: 'silent' });
const settings = (more: Record<string, string>) =>
  readSettings(Settings, {
    APP_ID: 'shop-payment',
    PORT: '1',
    DAPR_HTTP_PORT: '1',
    CREDENTIALS_DIR: folder,
    PUBLIC_URL: 'https://shop.example',
    DATABASE_URL: 'postgres://localhost/payment',
    ...more,
  });
const simulated = {
  PAYMENT_PROVIDER: 'simulator',
  PSP_URL: 'http://psp:8086',
  PSP_PUBLIC_URL: 'https://shop.example/payment-provider',
};

for (const [chosen, expected] of [
  [simulated, { provider: 'simulator', formUrl: 'https://shop.example/payment-provider/card-form' }],
  [{ PAYMENT_PROVIDER: 'stripe' }, { provider: 'stripe', publishableKey: 'pk_psp-publishable-key' }],
] as const)
  test(`configures ${expected.provider}: adapter, callback reader and cacheable provider info`, async (t) => {
    const read = settings(chosen);
    assert.deepEqual([...createCallbackReaders(read).keys()], [expected.provider]);
    const provider = createProvider(read, logger);
    assert.equal(provider.name, expected.provider);
    await provider.close();
    const info = providerInfo(read);
    const fetch = await serve(
      t,
      createApp({
        logger,
        checkReady: async () => undefined,
        mount: (app) => mountRoutes(app, [getPaymentProviderApi({ providerInfo: info })], () => assert.fail()),
      }),
    );
    const response = await fetch(getPaymentProvider.path);
    assert.match(response.headers.get('cache-control') ?? '', /^public, max-age=\d+$/);
    assert.deepEqual(PaymentProviderInfo.parse(await response.json()), expected);
  });

test('rejects a provider without an adapter, and a simulator without a URL', () => {
  assert.throws(() => settings({ PAYMENT_PROVIDER: 'cash' }), /PAYMENT_PROVIDER: must be simulator or stripe/);
  assert.throws(() => settings({ PAYMENT_PROVIDER: 'simulator' }), /PSP_URL: .*PSP_PUBLIC_URL: /);
});
