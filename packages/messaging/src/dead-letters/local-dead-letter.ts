/** A dead letter in the store of its own service, without the service's name. */
import { DeadLetter, DeadLetterWithPayload } from '@mambogo/contracts/api/dead-letters.ts';
import type { z } from 'zod';

export const LocalDeadLetter = DeadLetter.omit({ service: true });
export type LocalDeadLetter = z.infer<typeof LocalDeadLetter>;
/** When a dead letter is retried by the service itself; undefined: never. */
export const nextRetryOf = (
  { status, kind }: Pick<LocalDeadLetter, 'status' | 'kind'>,
  nextAt: string,
): string | undefined => (status === 'waiting' && kind === 'transient' ? nextAt : undefined);

export const LocalDeadLetterWithPayload = DeadLetterWithPayload.omit({ service: true });
export type LocalDeadLetterWithPayload = z.infer<typeof LocalDeadLetterWithPayload>;
