/** Messages of the merchant pages. */
import { createMessages } from '../../../language/create-messages.ts';
import type { MerchantMessages } from './en.ts';

export const useMerchantMessages = createMessages<MerchantMessages>({
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
});
