/** The merchant meanwhile: ships, delivers, pays back, calls off, and puts goods on the shelf that run out. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { StockItem } from '@mambogo/contracts/api/inventory.ts';
import type { Shopper } from '../../shopper/shopper.ts';
import { shownOrder } from '../history/history.ts';
import type { Random } from '../random.ts';
import type { Gate } from '../stage/gate.ts';
import { persistently } from './persistently.ts';
import { countFailure, persistence, type Tally } from './tally.ts';

export interface MerchantJourney {
  readonly merchant: Shopper;
  readonly products: readonly [string, ...string[]];
  readonly random: Random;
  readonly tally: Tally;
  readonly stop: AbortSignal;
  readonly gate: Gate;
}

export async function keepShop(journey: MerchantJourney): Promise<void> {
  const { merchant, random, tally, stop, gate } = journey;
  const { api, login, session } = merchant;
  const onOrder = (id: string, what: string, body: object | undefined, headers?: Record<string, string>) =>
    api.send('POST', `/api/v1/admin/orders/${id}/${what}`, body, AdminOrder, headers);
  const wishes: readonly [Wish, ...Wish[]] = [
    ['ship', (id) => onOrder(id, 'ship', { carrier: 'Post', trackingNumber: id.slice(0, 8) })],
    ['deliver', (id) => onOrder(id, 'deliver', undefined)],
    ['refund', (id, key) => onOrder(id, 'refunds', { reason: 'as a favour' }, { 'idempotency-key': key })],
    ['refund', (id, key) => onOrder(id, 'refunds', { reason: 'a scratch', amount: part }, { 'idempotency-key': key })],
    ['call off', (id) => onOrder(id, 'cancel', { reason: 'out of reach' })],
  ];
  const asking = persistence(session, tally);
  while (!stop.aborted) {
    await wait(random.between(300, 900));
    await gate.passed();
    const [id] = random.shuffle([...tally.placed.keys()].slice(-40));
    const [what, ask] = random.pick(wishes);
    const key = randomUUID();
    try {
      if (id) {
        const order = shownOrder(await persistently(() => ask(id, key), asking));
        tally.history.note(
          login,
          what === 'refund' ? { type: 'refund', orderId: id, order } : { type: 'order', order },
        );
      }
      if (random.percent(40)) await receiveGoods(journey);
    } catch (error) {
      countFailure(tally, what, error);
    }
  }
}

/** Each delivery has a note of its own, so that it can be found again. */
async function receiveGoods({ merchant, products, random, tally }: MerchantJourney): Promise<void> {
  const [productId, key, pieces] = [random.pick(products), randomUUID(), 60];
  const goods = { quantity: pieces, reference: `chaos ${key}` };
  const path = `/api/v1/admin/inventory/${productId}/receive`;
  const receive = () => merchant.api.send('POST', path, goods, StockItem, { 'idempotency-key': key });
  await persistently(receive, persistence(merchant.session, tally));
  tally.history.note(merchant.login, { type: 'received', productId, reference: goods.reference, pieces });
}

type Wish = readonly [what: string, ask: (orderId: string, key: string) => Promise<AdminOrder>];
const part = { amount: 700, currency: 'USD' };
