/** Applies a merchant's change once per Idempotency-Key: find the category, decide, save with the event, return the product. */
import type { Product, ProductInput } from '@mambogo/contracts/api/products.ts';
import type { AmountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import { formatMoney } from '@mambogo/contracts/currency/format-money.ts';
import { newId, type ProductId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { type IdempotentRequest, withIdempotencyKey } from '@mambogo/messaging/idempotency/with-idempotency-key.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import { amountRulesOf } from '@mambogo/service/process/amount-settings.ts';
import type { EntityManager } from 'typeorm';
import type { Context } from '../context.ts';
import { productTag } from '../domain/entity-tag.ts';
import type { CatalogueProduct, Decision, ProductDetails } from '../domain/product.ts';
import { findCategory } from '../store/category-store.ts';
import { isDuplicate } from '../store/duplicate-key.ts';
import { retryDeadlock } from '../store/retry-deadlock.ts';
import { lockProduct, saveProduct } from '../store/save-product.ts';
import { viewProduct } from '../store/view-product.ts';
import { checkGroup } from './check-group.ts';
import { noSuchProduct } from './no-such-product.ts';

/** @throws Problem conflict if another product has the sku */
export const applyCatalogueChange = (
  { runInTransaction }: Context,
  request: IdempotentRequest,
  decide: (unit: UnitOfWork) => Promise<Decision>,
  toAnswer: (product: Product) => RouteResponse = (product) => toSavedResponse(200, product),
): Promise<RouteResponse> =>
  retryDeadlock(() =>
    runInTransaction({ correlationId: newId(), cause: request.route, actor: `merchant:${request.caller}` }, (unit) =>
      withIdempotencyKey(unit.manager, request, async () => {
        const decision = await decide(unit);
        const { id, sku } = decision.next;
        await saveProduct(unit, decision).catch((error: unknown) => {
          if (isDuplicate(error, 'product_sku')) throw skuTaken(sku, decision.event);
          throw error;
        });
        const product = await viewProduct(unit.manager, id);
        if (!product) throw new Error(`product ${id} was saved, but cannot be read`);
        return toAnswer(product);
      }),
    ),
  );

const skuTaken = (sku: string, fact: Decision['event']) =>
  new Problem(
    'conflict',
    fact === 'reactivated'
      ? `another product has taken the sku ${sku} in the meantime: send {"sku": "..."} with a free one`
      : `another product has the sku ${sku}`,
    { errors: [{ pointer: '/sku', detail: 'used by another product' }] },
  );

export async function lockedProduct({ manager }: UnitOfWork, id: ProductId): Promise<CatalogueProduct> {
  const product = await lockProduct(manager, id);
  if (!product) throw noSuchProduct(id);
  return product;
}

/**
 * @param own undefined: a new product
 * @throws Problem validation for an amount that is not allowed, unprocessable for a foreign currency, an unknown category or a group
 * it does not fit
 */
export async function toDetails(
  manager: EntityManager,
  { category: slug, ...rest }: ProductInput,
  settings: Context['settings'],
  own?: ProductId,
): Promise<ProductDetails> {
  const { CURRENCY: currency } = settings;
  if (rest.price.currency !== currency) throw toProblem('/price/currency', `prices must be in ${currency}`);
  const problem = priceProblem(rest.price, amountRulesOf(settings));
  if (problem)
    throw new Problem('validation', `/price/amount: ${problem}`, {
      errors: [{ pointer: '/price/amount', detail: problem }],
    });
  const category = await findCategory(manager, slug, 'lock in share mode');
  if (!category) throw toProblem('/category', `category ${slug} does not exist; GET /categories lists all`);
  return { ...rest, categoryId: category.id, variantOf: await checkGroup(manager, rest, own) };
}

export const toSavedResponse = (
  status: 200 | 201,
  product: Product,
  headers: RouteResponse['headers'] = {},
): RouteResponse => ({
  status,
  body: product,
  headers: { ...headers, etag: productTag(product) },
});

function priceProblem({ amount, currency }: Money, { price: { min, max }, step }: AmountRules): string | undefined {
  const format = (minor: number) => formatMoney({ amount: minor, currency }, 'en', 'code').replaceAll('\u00a0', ' ');
  if (amount < min || amount > max) return `the price must be between ${format(min)} and ${format(max)}`;
  return amount % step === 0
    ? undefined
    : `must be a multiple of ${format(step)}, which is what the payment provider can charge`;
}

const toProblem = (pointer: string, detail: string) =>
  new Problem('unprocessable', `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });
