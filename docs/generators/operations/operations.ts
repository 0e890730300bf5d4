/** Description and examples of every operation of the API. The document can't be generated while a route is missing here. */
import type { Route } from '@mambogo/contracts/route.ts';
import { administration } from './administration.ts';
import { carts } from './carts.ts';
import { catalogue } from './catalogue.ts';
import { merchantOrders } from './merchant-orders.ts';
import { messageOperations } from './messages.ts';
import type { OperationText, OperationTexts } from './operation-text.ts';
import { orders } from './orders.ts';
import { pricing } from './pricing.ts';
import { settingsOperations } from './settings.ts';
import { stock } from './stock.ts';

export const operations: OperationTexts = {
  ...catalogue,
  ...carts,
  ...orders,
  ...merchantOrders,
  ...stock,
  ...pricing,
  ...messageOperations,
  ...administration,
  ...settingsOperations,
};

/** Throws, naming the file to add it to. */
export function operationText({ id }: Pick<Route, 'id'>): OperationText {
  const text = operations[id];
  if (!text) throw new Error(`operation ${id} has no description and example: add them in docs/generators/operations`);
  return text;
}
