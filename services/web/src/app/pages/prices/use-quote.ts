/** The quote of the cart for the address, shipping method and codes that were chosen; asked again whenever one of them changes. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import { quoteOrder } from '@mambogo/contracts/endpoints/price-quote.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { api } from '../../api/client.ts';

export interface QuoteChoice {
  readonly country: string;
  readonly region?: string | undefined;
  /** undefined: the first one. */
  readonly shippingMethod?: string | undefined;
  readonly codes: readonly string[];
}

export interface QuotedCart {
  readonly result?: QuoteResult;
  /** What will be charged; undefined while that is not known. */
  readonly total?: Money;
  /** The quote is that of an earlier choice. */
  readonly isComing: boolean;
  readonly error: unknown;
  readonly refetch: () => void;
}

export const quoteQuery = (owner: string, cartVersion: string | undefined, choice: QuoteChoice) =>
  queryOptions({
    queryKey: ['quote', owner, cartVersion, choice],
    queryFn: ({ signal }) => getQuote(cartVersion ?? '', choice, signal),
    enabled: cartVersion !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

/** null: a shop of an earlier version, which has no pricing service: the goods are all that is charged. */
async function getQuote(
  cartVersion: string,
  { country, region, shippingMethod, codes }: QuoteChoice,
  signal: AbortSignal,
): Promise<QuoteResult | null> {
  const body = { cartVersion, shippingAddress: { country, region }, shippingMethod, codes: [...codes] };
  return api.call(quoteOrder, { body, signal }).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  });
}

export function useQuote(owner: string, cart: Cart | undefined, choice: QuoteChoice, isEnabled: boolean): QuotedCart {
  const settled = useSettled(choice);
  const version = isEnabled && cart && cart.items.length > 0 ? cart.version : undefined;
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery(quoteQuery(owner, version, settled));
  const isComing = isPlaceholderData || isFetching || JSON.stringify(settled) !== JSON.stringify(choice);
  const total = cart && data !== undefined ? totalOf(cart, data) : undefined;
  return {
    ...(data ? { result: data } : {}),
    ...(total && !error ? { total } : {}),
    isComing,
    error,
    refetch: () => void refetch(),
  };
}

/** undefined: nothing is delivered there. */
export const totalOf = (cart: Cart, result: QuoteResult | null): Money | undefined =>
  result === null ? cart.total : result.quote && { amount: result.quote.total, currency: result.quote.currency };

/** A region is typed letter by letter. */
const settleMs = 250;

function useSettled(choice: QuoteChoice): QuoteChoice {
  const [settled, setSettled] = useState(choice);
  const text = JSON.stringify(choice);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text)), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
