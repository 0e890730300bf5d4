/** A cart as an API response, with its version as the ETag. Personal, so it must not be cached. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import { sum, times } from '@mambogo/contracts/money.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { CartRecord } from '../store/cart-record.ts';

/** @param currency the currency of an empty cart's total */
export function toCartView({ lines, version, updatedAt }: CartRecord, currency: string): RouteResponse {
  const items = lines.map(({ quantity, unitPrice, ...line }) => ({
    ...line,
    unitPrice,
    quantity,
    lineTotal: times(unitPrice, quantity),
  }));
  const total = sum(
    items[0]?.unitPrice.currency ?? currency,
    items.map(({ lineTotal }) => lineTotal),
  );
  const body: Cart = { items, total, version, updatedAt };
  return { status: 200, body, headers: { etag: `"${version}"`, 'cache-control': 'no-store' } };
}
