/** The personal data of an account, encrypted in one column. */
import { asPersonal } from '@mambogo/contracts/personal.ts';
import { z } from 'zod';

export const PersonalData = z.object({
  login: asPersonal(z.string()),
  email: asPersonal(z.string()).optional(),
});
