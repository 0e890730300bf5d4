/** The merchant meanwhile: ships, delivers, pays back, calls off, and puts goods on the shelf that run out. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { StockItem } from '@mambogo/contracts/api/inventory.ts';
import type { Shopper } from '../../shopper/shopper.ts';
import type { Random } from '../random.ts';
import { persistently } from './persistently.ts';
import { countRefusal, persistence, type Tally } from './tally.ts';

export interface MerchantJourney {
  readonly merchant: Shopper;
  readonly products: readonly [string, ...string[]];
  readonly random: Random;
  readonly tally: Tally;
  readonly stop: AbortSignal;
}

export async function keepShop({ merchant, products, random, tally, stop }: MerchantJourney): Promise<void> {
  const { api } = merchant;
  const onOrder = (id: string, what: string, body: object | undefined, headers?: Record<string, string>) =>
    api.send('POST', `/api/v1/admin/orders/${id}/${what}`, body, AdminOrder, headers);
  const wishes: readonly [Wish, ...Wish[]] = [
    ['ship', (id) => onOrder(id, 'ship', { carrier: 'Post', trackingNumber: id.slice(0, 8) })],
    ['deliver', (id) => onOrder(id, 'deliver', undefined)],
    ['refund', (id, key) => onOrder(id, 'refunds', { reason: 'as a favour' }, { 'idempotency-key': key })],
    ['refund', (id, key) => onOrder(id, 'refunds', { reason: 'a scratch', amount: part }, { 'idempotency-key': key })],
    ['call off', (id) => onOrder(id, 'cancel', { reason: 'out of reach' })],
  ];
  const asking = persistence(merchant.session, tally);
  while (!stop.aborted) {
    await wait(random.between(300, 900));
    const [id] = random.shuffle([...tally.placed.keys()].slice(-40));
    const [what, ask] = random.pick(wishes);
    const key = randomUUID();
    try {
      if (id) await persistently(() => ask(id, key), asking);
      if (random.percent(40)) {
        const path = `/api/v1/admin/inventory/${random.pick(products)}/receive`;
        const goods = { quantity: 60, reference: `chaos ${key}` };
        const headers = { 'idempotency-key': key };
        await persistently(() => api.send('POST', path, goods, StockItem, headers), asking);
      }
    } catch (error) {
      countRefusal(tally, what, error);
    }
  }
}

type Wish = readonly [what: string, ask: (orderId: string, key: string) => Promise<AdminOrder>];
const part = { amount: 700, currency: 'USD' };
