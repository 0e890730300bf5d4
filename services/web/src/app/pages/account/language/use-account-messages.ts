/** Messages of the checkout, order and account pages. */
import { createMessages } from '../../../language/create-messages.ts';
import type { AccountMessages } from './en.ts';

export const useAccountMessages = createMessages<AccountMessages>({
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
});
