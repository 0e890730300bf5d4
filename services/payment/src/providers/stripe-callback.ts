/** Reads Stripe's webhooks: snapshot events, signed over the raw body. https://docs.stripe.com/webhooks */
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

/** The reference of an event about an object without our charge name is the id of that object. */
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
      throw new Problem('unauthenticated', 'the stripe-signature header must sign the raw body with the current time');
    throw new Problem('validation', 'the body is not a JSON event', {}, { cause });
  }
}
