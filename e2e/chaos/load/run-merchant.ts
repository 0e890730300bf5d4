/** The merchant's part of the load: ships, delivers, refunds, cancels, and restocks products that sell out. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type AdminOrder,
  cancelAnyOrder,
  deliverOrder,
  refundOrder,
  shipOrder,
} from '@mambogo/contracts/api/admin-orders.ts';
import { receiveStock } from '@mambogo/contracts/api/inventory.ts';
import type { CallInput } from '@mambogo/contracts/client/endpoint.ts';
import type { Shopper } from '../../shopper/shopper.ts';
import type { Gate } from '../environment/gate.ts';
import { shownOrder } from '../history/history.ts';
import type { Random } from '../random.ts';
import { countRejection, type LoadStats, retryContext } from './load-stats.ts';
import { retryUntilAnswered } from './retry-until-answered.ts';

export interface MerchantLoadOptions {
  readonly merchant: Shopper;
  readonly products: readonly [string, ...string[]];
  readonly random: Random;
  readonly stats: LoadStats;
  readonly stop: AbortSignal;
  readonly gate: Gate;
}

export async function runMerchant(journey: MerchantLoadOptions): Promise<void> {
  const { merchant, random, stats, stop, gate } = journey;
  const { api, login, session } = merchant;
  const refund = (input: CallInput<typeof refundOrder>) => api.call(refundOrder, input);
  const actions: readonly [MerchantAction, ...MerchantAction[]] = [
    [
      'ship',
      (id) => api.call(shipOrder, { params: { id }, body: { carrier: 'Post', trackingNumber: id.slice(0, 8) } }),
    ],
    ['deliver', (id) => api.call(deliverOrder, { params: { id } })],
    ['refund', (id, idempotencyKey) => refund({ params: { id }, body: { reason: 'as a favour' }, idempotencyKey })],
    [
      'refund',
      (id, idempotencyKey) => refund({ params: { id }, body: { reason: 'a scratch', amount: share }, idempotencyKey }),
    ],
    ['cancel', (id) => api.call(cancelAnyOrder, { params: { id }, body: { reason: 'out of reach' } })],
  ];
  const retryOptions = retryContext(session, stats);
  while (!stop.aborted) {
    await wait(random.between(300, 900));
    await gate.passed();
    const [id] = random.shuffle([...stats.placed.keys()].slice(-40));
    const [what, ask] = random.pick(actions);
    const key = randomUUID();
    try {
      if (id) {
        const order = shownOrder(await retryUntilAnswered(() => ask(id, key), retryOptions));
        stats.history.record(
          login,
          what === 'refund' ? { type: 'refund', orderId: id, order } : { type: 'order', order },
        );
      }
      if (random.percent(40)) await receiveGoods(journey);
    } catch (error) {
      countRejection(stats, what, error);
    }
  }
}

/** Each receipt has its own reference, so that it can be found again. */
async function receiveGoods({ merchant, products, random, stats }: MerchantLoadOptions): Promise<void> {
  const [productId, idempotencyKey, pieces] = [random.pick(products), randomUUID(), 60];
  const goods = { quantity: pieces, reference: `chaos ${idempotencyKey}` };
  const receive = () => merchant.api.call(receiveStock, { params: { productId }, body: goods, idempotencyKey });
  await retryUntilAnswered(receive, retryContext(merchant.session, stats));
  stats.history.record(merchant.login, { type: 'received', productId, reference: goods.reference, pieces });
}

type MerchantAction = readonly [what: string, ask: (orderId: string, key: string) => Promise<AdminOrder>];
const share = { amount: 700, currency: 'USD' };
