/** Messages of the public pages: header, footer, catalogue, cart, errors. */
import { createMessages } from './create-messages.ts';
import type { Messages } from './en.ts';

export const useMessages = createMessages<Messages>({
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
});
