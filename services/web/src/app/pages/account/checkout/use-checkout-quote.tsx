/** The choices that decide what an order costs, besides the cart: address, shipping method and codes; and the quote for them. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { PlaceOrder } from '@mambogo/contracts/api/orders.ts';
import type { QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import { useEffect, useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { queries } from '../../../api/queries.ts';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { usePriceMessages } from '../../prices/use-price-messages.ts';
import { type QuoteChoice, type QuotedCart, quoteQuery, totalOf, useQuote } from '../../prices/use-quote.ts';
import { type AddressDraft, toAddress } from './address-draft.ts';

type Confirmed = Pick<PlaceOrder, 'expectedTotal' | 'shippingMethod' | 'codes'>;

export function useCheckoutQuote(owner: string, cart: Cart | undefined, draft: AddressDraft, isHere: boolean) {
  const [method, chooseMethod] = useState<string>();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const { country, region } = toAddress(draft);
  const choice: QuoteChoice = {
    country,
    ...(region ? { region } : {}),
    ...(method ? { shippingMethod: method } : {}),
    codes,
  };
  const quoted = useQuote(owner, cart, choice, isHere);
  const isGone =
    method !== undefined &&
    !quoted.isComing &&
    quoted.result !== undefined &&
    !quoted.result.shippingOptions.some(({ key }) => key === method);
  // The chosen method is not offered for another address: the first one is, again.
  useEffect(() => {
    if (isGone) chooseMethod(undefined);
  }, [isGone]);

  /** What the shopper confirms by paying; undefined if it is not what the page shows: it then shows the new total. */
  async function confirm(): Promise<Confirmed | undefined> {
    if (!cart || !quoted.total) return undefined;
    const result = await queries.fetchQuery(quoteQuery(owner, cart.version, choice));
    const total = totalOf(cart, result);
    return total?.amount === quoted.total.amount ? { expectedTotal: total, ...termsOf(result) } : undefined;
  }
  return { quoted, method, chooseMethod, codes, setCodes, confirm };
}

function termsOf(result: QuoteResult | null): Pick<PlaceOrder, 'shippingMethod' | 'codes'> {
  const used = result?.codes.filter((one) => one.result === 'applied').map(({ code }) => code) ?? [];
  return {
    ...(result?.quote ? { shippingMethod: result.quote.shipping.key } : {}),
    ...(used.length > 0 ? { codes: used } : {}),
  };
}

/** Says why there is no total. A cart that was changed elsewhere is read again. */
export function QuoteFailed({ quoted: { error, refetch } }: { readonly quoted: QuotedCart }) {
  const texts = usePriceMessages();
  const isOtherCart = isApiError(error, 'precondition-failed');
  useEffect(() => {
    if (isOtherCart) void queries.invalidateQueries({ queryKey: ['cart'] });
  }, [isOtherCart]);
  if (!error || isOtherCart) return undefined;
  return (
    <Notice tone="bad" alert>
      {texts.unavailable}{' '}
      <Button variant="quiet" onClick={refetch}>
        {texts.again}
      </Button>
    </Notice>
  );
}
