/** Labels and error messages of a country's address fields, in the page's language. */
import { addressFormat } from '@mambogo/contracts/address/address-format.ts';
import { countryName } from '../../../language/country-name.ts';
import { useLanguage } from '../../../language/language-context.tsx';
import { useAccountMessages } from '../language/use-account-messages.ts';
import type { DraftFault, DraftField } from './address-draft.ts';

export function useAddressWords(country: string) {
  const { address: words, checkout } = useAccountMessages();
  const { language } = useLanguage();
  const { kinds, postalCode } = addressFormat(country);
  return {
    labelOf(field: DraftField): string {
      switch (field) {
        case 'region':
          return words.regions[kinds.region];
        case 'city':
          return words.cities[kinds.city];
        case 'district':
          return words.districts[kinds.district];
        case 'postalCode':
          return words.postalCodes[kinds.postalCode];
        default:
          return words[field];
      }
    },
    faultOf(fault: DraftFault): string {
      switch (fault) {
        case 'missing':
          return checkout.required;
        case 'too-long':
          return checkout.tooLong;
        case 'postal-code':
          return words.postalCodeFault(countryName(country, language), postalCode?.example ?? '');
        case 'region':
          return words.regionFault;
        case 'phone':
          return words.phoneFault;
      }
    },
  };
}
