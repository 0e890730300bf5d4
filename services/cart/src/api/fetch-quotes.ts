/** Fetches current product data from the catalogue. An unavailable or slow catalogue is the problem upstream-unavailable. */
import { type QuoteLine, quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

/** @param timeout milliseconds */
export async function fetchQuotes(
  sidecar: Sidecar,
  productIds: Iterable<ProductId>,
  timeout: number,
): Promise<QuoteLine[]> {
  const ids = [...new Set(productIds)];
  // A full cart plus a new product exceeds the limit of a quote request; the cart rejects the new product anyway.
  const requested = ids.slice(-limits.cartLines);
  if (requested.length === 0) return [];
  try {
    const input = { body: { productIds: requested }, timeout };
    return (await callRoute(sidecar, 'product', quoteProducts, input)).lines;
  } catch (cause) {
    throw new Problem('upstream-unavailable', 'the catalogue is temporarily unavailable; try again', {}, { cause });
  }
}

/** @throws Problem not-found for an unknown product, conflict for one that is no longer sold */
export function findOnSale(products: readonly QuoteLine[], productId: ProductId): QuoteLine {
  const product = products.find((one) => one.productId === productId);
  if (!product) throw new Problem('not-found', `there is no product ${productId}`);
  if (product.status === 'retired') throw new Problem('conflict', `${product.name} is no longer sold`);
  return product;
}
