/** What a price includes: "incl. VAT, plus shipping". Its line has its place from the start, so that nothing moves when it arrives. */
import { getPriceTerms } from '@mambogo/contracts/endpoints/price-quote.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useMessages } from '../../language/use-messages.ts';

const priceTermsQuery = queryOptions({
  queryKey: ['price-terms'],
  queryFn: ({ signal }) => api.call(getPriceTerms, { signal, isPublic: true }),
  staleTime: 300_000,
});

/** @param fallback in a shop without tax rates that charges no shipping, and until it is known */
export function PriceNote({ fallback = '\u00a0' }: { readonly fallback?: string }) {
  const { cart } = useMessages();
  const { data } = useQuery(priceTermsQuery);
  if (!data || (data.taxes === 'none' && !data.chargesShipping)) return <p className="soft small">{fallback}</p>;
  const { taxes, taxNames, chargesShipping } = data;
  const parts = [
    taxes === 'none' ? undefined : cart.prices[taxes](taxNames.join(', ')),
    chargesShipping ? cart.prices.shipping : cart.prices.freeShipping,
  ];
  return <p className="soft small">{parts.filter((part) => part !== undefined).join(', ')}</p>;
}
