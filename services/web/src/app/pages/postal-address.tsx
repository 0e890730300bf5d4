/** A postal address in the format of its country, with the country's name in the page's language. */
import { addressLines } from '@mambogo/contracts/address/address-lines.ts';
import type { Address } from '@mambogo/contracts/api/address.ts';
import { countryName } from '../language/country-name.ts';
import { useLanguage } from '../language/language-context.tsx';

export function PostalAddress({ address }: { readonly address: Address }) {
  const { language } = useLanguage();
  const lines = [...addressLines(address), countryName(address.country, language)];
  return (
    <address>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines of an address may have the same text
        <div key={index}>{line}</div>
      ))}
      {address.phone && <div className="tabular">{address.phone}</div>}
    </address>
  );
}
