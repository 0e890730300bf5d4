/** The tables of all deciders that the simulator runs, and all their pairs. */
import { cartTables } from './cart.ts';
import { orderTables } from './order.ts';
import { paymentTables } from './payment.ts';
import { stockTables } from './stock.ts';
import { pairsOf } from './table.ts';

export const allPairs: readonly string[] = [...orderTables, ...stockTables, ...paymentTables, ...cartTables].flatMap(
  pairsOf,
);
