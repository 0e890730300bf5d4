/** Messages of the operations pages. */
import { createMessages } from '../../../language/create-messages.ts';
import type { OpsMessages } from './en.ts';

export const useOpsMessages = createMessages<OpsMessages>({
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
});
