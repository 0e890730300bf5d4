/**
 * Adds orders of the past to a shop, in batches: the rows of order, payment, inventory and the provider's ledger that the services
 * write for them. The stock of each product is locked, so that purchases made meanwhile keep their place in its log.
 *
 * A batch is one transaction per store, inventory first: a run that is ended between two of them leaves a batch that
 * `npm run invariants` reports.
 */
import { randomUUID } from 'node:crypto';
import { type CustomerId, newPaymentId, type OrderId } from '@mambogo/contracts/ids.ts';
import { newOrderNumber } from '@mambogo/order/src/domain/order-number.ts';
import { beginBlock } from '@mambogo/order/src/store/number-block.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import type { DataSource, EntityManager } from 'typeorm';
import type { SeededCustomer } from './fill-customers.ts';
import { inTransaction } from './in-transaction.ts';
import { insertOrders } from './insert-orders.ts';
import { insertPayments } from './insert-payments.ts';
import { moveStock } from './move-stock.ts';
import type { WriteHeads } from './seed-anchors.ts';
import { idAt } from './seed-period.ts';
import type { OrderToSeed } from './seeded-order.ts';
import { seededPayment } from './seeded-payment.ts';
import { type SeededPurchase, type Shop, seededAddress, seededPurchase } from './seeded-purchase.ts';

/** Deciding a batch takes some tens of milliseconds, in which no connection is served. */
const batchSize = 250;

export interface OrderStores {
  readonly order: DataSource;
  readonly payment: DataSource;
  readonly inventory: DataSource;
  /** Adds the charges of a batch. */
  addCharges(orders: readonly OrderToSeed[]): void;
  readonly anchor: WriteHeads;
}

/** @param added called with the number of orders added so far */
export async function fillOrders(
  stores: OrderStores,
  count: number,
  shop: Omit<Shop, 'customers'>,
  customers: readonly SeededCustomer[],
  personalData: PersonalData,
  added: (orders: number) => void,
): Promise<void> {
  for (let at = 0; at < count; at += batchSize) {
    const purchases = Array.from({ length: Math.min(batchSize, count - at) }, (_, index) =>
      seededPurchase(at + index, count, { ...shop, customers: customers.length }),
    );
    const orders = await numbered(stores.order, purchases, customers, personalData);
    await inTransaction(stores.inventory, (manager) => moveStock(manager, orders));
    const [orderHeads, paymentHeads] = await Promise.all([
      inTransaction(stores.order, (manager) => insertOrders(manager, orders, personalData)),
      inTransaction(stores.payment, (manager) => insertPayments(manager, orders.map(seededPayment))),
    ]);
    stores.addCharges(orders);
    await stores.anchor('order', 'order_event', orderHeads);
    await stores.anchor('payment', 'payment_event', paymentHeads);
    added(at + orders.length);
  }
}

/** With numbers of a block of their own. */
async function numbered(
  database: DataSource,
  purchases: readonly SeededPurchase[],
  customers: readonly SeededCustomer[],
  personalData: PersonalData,
): Promise<OrderToSeed[]> {
  const block = await inTransaction(database, (manager: EntityManager) => beginBlock(manager));
  const numbers = new Set<string>();
  while (numbers.size < purchases.length) numbers.add(newOrderNumber(block));
  const given = [...numbers];
  return purchases.map((purchase, at) => {
    const customer = customers[purchase.customer] as SeededCustomer;
    return {
      orderId: idAt(purchase.placedAt) as OrderId,
      number: given[at] as string,
      customerId: customer.id as CustomerId,
      purchase,
      paymentId: newPaymentId(),
      reference: `ch_${randomUUID().replaceAll('-', '')}`,
      personal: personalData.encrypt(customer.wrappedKey, { shippingAddress: seededAddress(purchase.customer) }),
      customerName: seededAddress(purchase.customer).name,
    };
  });
}
