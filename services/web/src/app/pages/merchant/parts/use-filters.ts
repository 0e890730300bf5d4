/** List filters in the URL, so that a list can be shared and bookmarked. */
import { useSearchParams } from 'react-router';
import { withFilter } from '../../shop/product-query.ts';

export function useFilters() {
  const [address, setAddress] = useSearchParams();
  return {
    address,
    /** An empty value removes the filter. */
    filter: (changes: Readonly<Record<string, string>>) =>
      setAddress(withFilter(address, changes), { preventScrollReset: true }),
    clear: () => setAddress({}, { preventScrollReset: true }),
  };
}
