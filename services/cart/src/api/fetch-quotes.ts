/** What the catalogue says of some products now. Away or too slow is the problem upstream-unavailable. */
import { Quote, type QuoteLine, type QuoteRequest, quotePath } from '@mambogo/contracts/api/quote.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { invokeJson } from '@mambogo/dapr/invoke-json.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

/** @param timeout milliseconds the catalogue may take */
export async function fetchQuotes(
  sidecar: Sidecar,
  productIds: Iterable<ProductId>,
  timeout: number,
): Promise<QuoteLine[]> {
  const ids = [...new Set(productIds)];
  // A full cart and one product more is one too many for a question; the cart will refuse that product anyway.
  const asked = ids.slice(-limits.cartLines);
  if (asked.length === 0) return [];
  const json: QuoteRequest = { productIds: asked };
  try {
    return (await invokeJson(sidecar, 'product', { method: 'POST', path: quotePath, json, timeout }, Quote)).lines;
  } catch (cause) {
    throw new Problem(
      'upstream-unavailable',
      'the catalogue cannot be asked right now; try again',
      {},
      { cause: cause },
    );
  }
}

/** @throws Problem not-found for a product that never was, conflict for one that is no longer sold */
export function findOnSale(products: readonly QuoteLine[], productId: ProductId): QuoteLine {
  const product = products.find((one) => one.productId === productId);
  if (!product) throw new Problem('not-found', `there is no product ${productId}`);
  if (product.status === 'retired') throw new Problem('conflict', `${product.name} is no longer sold`);
  return product;
}
