/** The personal data of an account, encrypted in one column. */
import { z } from 'zod';

export const PersonalData = z.object({ login: z.string(), email: z.string().optional() });
