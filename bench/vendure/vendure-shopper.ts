/**
 * A logged-in customer of Vendure, over its Shop API. What a page would ask for in several requests is one where Vendure allows it: all
 * mutations of the check-out are one request, which favours Vendure.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { exchange } from '../../e2e/shopper/exchange.ts';
import { someAddress } from '../../e2e/shopper/shopper.ts';
import type { SideShopper } from './side.ts';

export interface VendureProduct {
  readonly id: string;
  readonly slug: string;
  readonly variantId: string;
  readonly collection: string;
}

const tokenHeader = 'vendure-auth-token';

/** @param api URL of the Shop API */
export async function graphql<T>(
  api: string,
  schema: z.ZodType<T>,
  query: string,
  variables: object = {},
  token?: string,
): Promise<{ data: T; token: string | undefined }> {
  const answer = await exchange(api, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = Response.parse(answer.json());
  if (errors) throw new Error(`Vendure: ${errors[0]?.message} (${query.slice(0, 60)})`);
  const given = answer.headers[tokenHeader];
  return { data: schema.parse(data), token: typeof given === 'string' ? given : token };
}

const Response = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });

export async function signUpCustomer(api: string, products: readonly VendureProduct[]): Promise<SideShopper> {
  const [emailAddress, password] = [`shopper-${randomUUID()}@example.com`, randomUUID()];
  await graphql(
    api,
    z.object({ registerCustomerAccount: z.object({ success: z.literal(true) }) }),
    `mutation ($input: RegisterCustomerInput!) {
      registerCustomerAccount(input: $input) { ... on Success { success } ... on ErrorResult { message } }
    }`,
    { input: { emailAddress, password, firstName: 'Robin', lastName: 'Example' } },
  );
  const { token } = await graphql(
    api,
    z.object({ login: z.object({ id: z.string() }) }),
    `mutation ($emailAddress: String!, $password: String!) {
      login(username: $emailAddress, password: $password) { ... on CurrentUser { id } ... on ErrorResult { message } }
    }`,
    { emailAddress, password },
  );
  if (!token) throw new Error('Vendure returned no token');
  const ask = async <T>(schema: z.ZodType<T>, query: string, variables?: object) =>
    (await graphql(api, schema, query, variables, token)).data;
  const productOf = (round: number) => {
    const product = products[round % products.length];
    if (!product) throw new Error('no products to buy');
    return product;
  };

  const list = ({ collection }: VendureProduct) => ask(Listed, listQuery, { collection });
  const show = ({ id }: VendureProduct) => ask(Shown, showQuery, { id });
  const add = ({ variantId }: VendureProduct) => ask(Added, addMutation, { variantId });
  return {
    async read(round) {
      await (round % 2 === 0 ? list(productOf(round)) : show(productOf(round)));
    },
    addToCart: async (round) => void (await add(productOf(round))),
    emptyCart: async () => void (await ask(Emptied, emptyMutation)),
    async buy(round) {
      const product = productOf(round);
      await list(product);
      await show(product);
      await add(product);
      await ask(Bought, buyMutation, { address });
    },
  };
}

const { name, line1, city, region, postalCode, country } = someAddress;
const address = {
  ...{ fullName: name, streetLine1: line1, city, province: region, postalCode, countryCode: country },
  defaultShippingAddress: false,
};

const order = 'id code state totalWithTax lines { id quantity linePriceWithTax productVariant { id name sku } }';
const listQuery = `query ($collection: String!) {
  search(input: { collectionSlug: $collection, groupByProduct: true, take: 20, skip: 0 }) {
    totalItems
    items { productId productName slug sku description inStock currencyCode
      priceWithTax { ... on SinglePrice { value } ... on PriceRange { min max } } }
  }
}`;
const showQuery = `query ($id: ID!) {
  product(id: $id) { id name slug description
    variants { id name sku priceWithTax currencyCode stockLevel } collections { id slug name } }
}`;
const addMutation = `mutation ($variantId: ID!) {
  addItemToOrder(productVariantId: $variantId, quantity: 1) { ... on Order { ${order} } ... on ErrorResult { message } }
}`;
const emptyMutation = `mutation {
  removeAllOrderLines { ... on Order { id state } ... on ErrorResult { message } }
}`;
/** The only shipping method is the first one. The fields of a mutation are executed one after another. */
const buyMutation = `mutation ($address: CreateAddressInput!) {
  setOrderShippingAddress(input: $address) { ... on Order { id } ... on ErrorResult { message } }
  setOrderShippingMethod(shippingMethodId: ["1"]) { ... on Order { id } ... on ErrorResult { message } }
  transitionOrderToState(state: "ArrangingPayment") { ... on Order { state } ... on ErrorResult { message } }
  addPaymentToOrder(input: { method: "standard-payment", metadata: {} }) {
    ... on Order { ${order} } ... on ErrorResult { message }
  }
}`;

const Listed = z.object({ search: z.object({ items: z.array(z.object({ productId: z.string() })).min(1) }) });
const Shown = z.object({ product: z.object({ id: z.string() }) });
const Added = z.object({ addItemToOrder: z.object({ id: z.string(), state: z.literal('AddingItems') }) });
const Emptied = z.object({ removeAllOrderLines: z.object({ id: z.string() }) });
const Bought = z.object({ addPaymentToOrder: z.object({ id: z.string(), state: z.literal('PaymentSettled') }) });
