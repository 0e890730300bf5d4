/** The merchant's part of the load: ships, delivers, refunds, cancels, and restocks products that sell out. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { StockItem } from '@mambogo/contracts/api/inventory.ts';
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
  const onOrder = (id: string, what: string, body: object | undefined, headers?: Record<string, string>) =>
    api.send('POST', `/api/v1/admin/orders/${id}/${what}`, body, AdminOrder, headers);
  const actions: readonly [MerchantAction, ...MerchantAction[]] = [
    ['ship', (id) => onOrder(id, 'ship', { carrier: 'Post', trackingNumber: id.slice(0, 8) })],
    ['deliver', (id) => onOrder(id, 'deliver', undefined)],
    ['refund', (id, key) => onOrder(id, 'refunds', { reason: 'as a favour' }, { 'idempotency-key': key })],
    ['refund', (id, key) => onOrder(id, 'refunds', { reason: 'a scratch', amount: share }, { 'idempotency-key': key })],
    ['cancel', (id) => onOrder(id, 'cancel', { reason: 'out of reach' })],
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
  const [productId, key, pieces] = [random.pick(products), randomUUID(), 60];
  const goods = { quantity: pieces, reference: `chaos ${key}` };
  const path = `/api/v1/admin/inventory/${productId}/receive`;
  const receive = () => merchant.api.send('POST', path, goods, StockItem, { 'idempotency-key': key });
  await retryUntilAnswered(receive, retryContext(merchant.session, stats));
  stats.history.record(merchant.login, { type: 'received', productId, reference: goods.reference, pieces });
}

type MerchantAction = readonly [what: string, ask: (orderId: string, key: string) => Promise<AdminOrder>];
const share = { amount: 700, currency: 'USD' };
