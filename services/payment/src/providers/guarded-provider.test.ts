import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { type PaymentProvider, ProviderUnavailable } from '../domain/payment-provider.ts';
import { guardProvider } from './guarded-provider.ts';

test('opens for an unresponsive provider, and lets a call through after the reset time', async () => {
  let calls = 0;
  let isDown = true;
  const states: string[] = [];
  const provider: Partial<PaymentProvider> = {
    name: 'test',
    find: async () => {
      calls += 1;
      if (isDown) throw new ProviderUnavailable('down');
      return undefined;
    },
    close: async () => undefined,
  };
  const guarded = guardProvider(provider as PaymentProvider, {
    percent: 50,
    reset: 50,
    onChange: (state) => states.push(state),
  });
  const call = () => guarded.find(newOrderId(), 1);
  for (let i = 0; i < 20; i += 1) await assert.rejects(call, ProviderUnavailable);
  assert.equal(guarded.breakerState(), 'open');
  assert.ok(calls < 20, 'once open, no call waits for the provider');

  isDown = false;
  const deadline = Date.now() + 5_000;
  while (guarded.breakerState() !== 'closed' && Date.now() < deadline) {
    await call().catch(() => undefined);
    await new Promise(setImmediate);
  }
  assert.equal(await call(), undefined);
  assert.deepEqual(states, ['open', 'half-open', 'closed']);
  await guarded.close();
});
