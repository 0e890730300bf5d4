/** Filters are in the address: a list can be shared, kept, and gone back to. */
import { useSearchParams } from 'react-router';
import { withFilter } from '../../shop/product-query.ts';

export function useFilters() {
  const [address, setAddress] = useSearchParams();
  return {
    address,
    /** Empty takes a filter out. */
    filter: (changes: Readonly<Record<string, string>>) =>
      setAddress(withFilter(address, changes), { preventScrollReset: true }),
    clear: () => setAddress({}, { preventScrollReset: true }),
  };
}
