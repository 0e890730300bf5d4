/** Alerts that take minutes, each made to fire by breaking what it watches in a shop with `--observe`, and to end after that. */
import { after, before, describe, it } from 'node:test';
import { produce } from '@mambogo/e2e/shopper/broker.ts';
import {
  buy,
  offerProduct,
  placeOrder,
  startObservedShop,
  waitUntilEnded,
  waitUntilFiring,
  whileFrozen,
} from './observed-shop.ts';
import { stopRunners } from './runner-process.ts';

describe('alerts of a shop', { timeout: 3_600_000 }, () => {
  before(async () => {
    await startObservedShop();
    await buy();
  });

  after(stopRunners);

  it('OutboxNotPublished and OrdersStuck fire while the broker is frozen, and end', async () => {
    const expected = ['OutboxNotPublished', 'OrdersStuck'];
    const product = await offerProduct();
    await whileFrozen(['kafka'], async () => {
      await placeOrder(product);
      await waitUntilFiring(expected, 420_000);
    });
    await waitUntilEnded(expected, 300_000);
  });

  it('StoreDown and ServiceDown fire when a store and a service freeze, and end', async () => {
    const expected = ['StoreDown', 'ServiceDown'];
    await whileFrozen(['mariadb', 'web'], () => waitUntilFiring(expected, 240_000));
    await waitUntilEnded(expected, 180_000);
  });

  it('SidecarDown fires while a sidecar is frozen, and ends', async () => {
    await whileFrozen(['order.sidecar'], () => waitUntilFiring(['SidecarDown'], 300_000));
    await waitUntilEnded(['SidecarDown'], 300_000);
  });

  it('DeadLetterWaits fires on an event that nobody can read', async () => {
    await produce('payment.events', ['{"id": "0190a0b0-0000-7000-8000-00000000dead", "broken']);
    await waitUntilFiring(['DeadLetterWaits'], 240_000);
  });
});
