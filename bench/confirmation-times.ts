/** Milliseconds from placed to confirmed, from the order service's event log, so without delays of the load generator. */
import pg from 'pg';
import type { ShopAddresses } from '../local/shop/shop-addresses.ts';

/** For orders placed since then (the database uses this machine's clock). */
export async function confirmationTimes(shop: ShopAddresses, since: Date): Promise<number[]> {
  const orders = new pg.Client(shop.databaseUrl('order'));
  await orders.connect();
  try {
    const { rows } = await orders.query<{ ms: number }>(
      `select extract(epoch from c.at - p.at)::float8 * 1000 as ms
       from order_event p join order_event c on c.order_id = p.order_id and c.type = 'confirmed'
       where p.type = 'placed' and p.at >= $1`,
      [since],
    );
    return rows.map(({ ms }) => ms);
  } finally {
    await orders.end();
  }
}
