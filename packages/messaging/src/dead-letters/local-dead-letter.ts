/** A dead letter in the store of its own service, without the service's name. */
import { DeadLetter, DeadLetterWithPayload } from '@mambogo/contracts/api/dead-letters.ts';
import type { z } from 'zod';

export const LocalDeadLetter = DeadLetter.omit({ service: true });
export type LocalDeadLetter = z.infer<typeof LocalDeadLetter>;
export const LocalDeadLetterWithPayload = DeadLetterWithPayload.omit({ service: true });
export type LocalDeadLetterWithPayload = z.infer<typeof LocalDeadLetterWithPayload>;
