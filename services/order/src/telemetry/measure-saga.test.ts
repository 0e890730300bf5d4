import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meter } from '@mambogo/metrics/meter.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { OrderState, PaymentState } from '../domain/order-state.ts';
import { measureSaga } from './measure-saga.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
const order = (payment: PaymentState) => ({
  state: { status: 'AWAITING_PAYMENT', payment } as OrderState,
  placedAt: at(0),
  updatedAt: at(2),
  now: at(5),
});
const captured = [{ type: 'payment-captured' }, { type: 'confirmed' }] as OrderEvent[];
const linesOf = async (name: string) =>
  (await meter.render()).split('\n').filter((line) => line.startsWith(`${name}_sum`));

test('measures a step from the previous event, and the confirmation from the placement', async () => {
  meter.reset();
  measureSaga(order({ status: 'PENDING', attempt: 1 }), captured);
  assert.deepEqual(await linesOf('mambogo_saga_step_seconds'), [
    'mambogo_saga_step_seconds_sum{step="payment-captured"} 3',
  ]);
  assert.deepEqual(await linesOf('mambogo_order_confirmation_seconds'), ['mambogo_order_confirmation_seconds_sum 5']);
});

test('does not measure what a shopper took: a challenge, or another card', async () => {
  meter.reset();
  measureSaga(order({ status: 'ACTION_REQUIRED', attempt: 1, url: 'https://bank.example' }), captured);
  assert.deepEqual(await linesOf('mambogo_order_confirmation_seconds'), []);
  measureSaga(order({ status: 'PENDING', attempt: 2 }), captured);
  assert.deepEqual(await linesOf('mambogo_order_confirmation_seconds'), []);
  assert.deepEqual(await linesOf('mambogo_saga_step_seconds'), [
    'mambogo_saga_step_seconds_sum{step="payment-captured"} 3',
  ]);
});
