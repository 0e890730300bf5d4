/**
 * A purchase of a filled shop: who buys what and when, and how it ends; the same for the same number. Of a hundred orders 92 are
 * delivered, 4 shipped, 1 waits to be shipped, and 3 are cancelled after the card was declined. Pure.
 */
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { SeedPeriod } from './seed-period.ts';
import { scatter } from './seeded-products.ts';

export interface SoldProduct {
  readonly id: ProductId;
  readonly sku: string;
  readonly name: string;
  /** Minor units. */
  readonly price: number;
}

export type Outcome = 'delivered' | 'shipped' | 'confirmed' | 'cancelled';

export interface SeededPurchase {
  readonly placedAt: Date;
  readonly outcome: Outcome;
  /** Index of the customer. */
  readonly customer: number;
  readonly lines: readonly BoughtLine[];
  readonly total: { readonly amount: number; readonly currency: string };
}

const outcomeOf = (percent: number): Outcome =>
  percent < 92 ? 'delivered' : percent < 96 ? 'shipped' : percent < 97 ? 'confirmed' : 'cancelled';

export interface Shop {
  readonly products: readonly SoldProduct[];
  readonly customers: number;
  readonly currency: string;
  readonly period: SeedPeriod;
}

/** @param number from 0 to `of` - 1, in the order in which they were placed */
export function seededPurchase(
  number: number,
  of: number,
  { products, customers, currency, period }: Shop,
): SeededPurchase {
  const { begin, end } = period;
  const first = popular(scatter(number, 11), products.length);
  const second = (first + 1 + (scatter(number, 12) % 50)) % products.length;
  const bought = scatter(number, 13) % 3 === 0 && second !== first ? [first, second] : [first];
  const lines = bought.map((index, at): BoughtLine => {
    const { id: productId, sku, name, price } = products[index] as SoldProduct;
    const quantity = (scatter(number, 14 + at) % 3) + 1;
    const money = (amount: number) => ({ amount, currency });
    return { productId, sku, name, unitPrice: money(price), quantity, lineTotal: money(price * quantity) };
  });
  return {
    placedAt: new Date(begin.getTime() + Math.floor(((end.getTime() - begin.getTime()) * number) / of)),
    outcome: outcomeOf(scatter(number, 16) % 100),
    customer: scatter(number, 17) % customers,
    lines,
    total: { amount: lines.reduce((sum, { lineTotal }) => sum + lineTotal.amount, 0), currency },
  };
}

/** Few products are bought often: a tenth of them gets a third of the orders. */
const popular = (random: number, below: number): number => Math.floor((random / 2 ** 32) ** 2 * below);

const firstNames =
  'Ada Ben Cleo Dina Emil Fay Gus Hana Ivo Jana Kofi Lena Milo Nora Omar Pia Quinn Rosa Sven Tara'.split(' ');
const lastNames =
  'Adler Brandt Costa Dietz Evans Fuchs Garcia Huang Ito Jensen Khan Lopez Meyer Novak Okafor Popov Quist Rossi Silva Tanaka'.split(
    ' ',
  );

/** The address of a customer. */
export const seededAddress = (customer: number) => ({
  name: `${firstNames[customer % 20]} ${lastNames[Math.floor(customer / 20) % 20]}`,
  line1: `${(customer % 200) + 1} Harbour Street`,
  city: 'Hamburg',
  postalCode: '20457',
  country: 'DE',
});
