/** Messages about what an order costs, for the checkout and the pages of orders. */
import { createMessages } from '../../language/create-messages.ts';
import type { PriceMessages } from './language/en.ts';

export const usePriceMessages = createMessages<PriceMessages>({
  en: () => import('./language/en.ts'),
  de: () => import('./language/de.ts'),
});
