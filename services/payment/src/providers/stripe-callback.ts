/** How Stripe calls back: a snapshot event, signed over its bytes. https://docs.stripe.com/webhooks */
import { bodyPointer, Problem, validationProblem } from '@mambogo/service/http/problem.ts';
import Stripe from 'stripe';
import { z } from 'zod';
import type { ReadCallback } from '../domain/provider-callback.ts';
import { metadataKey } from './charge-result-of-intent.ts';
import { tolerance } from './verify-signature.ts';

const Text = z.string().regex(/^[\x20-\x7e]{1,200}$/);
const Event = z.object({
  id: Text,
  type: Text,
  data: z.object({ object: z.object({ id: Text, metadata: z.object({ [metadataKey]: Text.optional() }).nullish() }) }),
});

/** An event about something that bears none of our names is known by the id of that thing. */
export const readStripeCallback =
  (secret: string): ReadCallback =>
  (body, header, now) => {
    const read = Event.safeParse(verified(body, header('stripe-signature') ?? '', secret, now));
    if (!read.success) throw validationProblem(read.error, bodyPointer);
    const { id, type, data } = read.data;
    return { eventId: id, type, reference: data.object.metadata?.[metadataKey] ?? data.object.id };
  };

function verified(body: Buffer, signature: string, secret: string, now: number): unknown {
  try {
    return Stripe.webhooks.constructEvent(body, signature, secret, tolerance, undefined, now);
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeSignatureVerificationError)
      throw new Problem('unauthenticated', 'stripe-signature: sign the bytes of the body, with the time of now');
    throw new Problem('validation', 'the body is no event in JSON', {}, { cause: cause });
  }
}
