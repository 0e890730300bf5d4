/** Events of the identity service (topic identity.events, key personId). They have only ids, never names. */
import { z } from 'zod';
import { CustomerId } from '../ids.ts';
import { defineEvent } from './event.ts';

export const personErased = defineEvent({
  name: 'person.erased',
  version: 1,
  topic: 'identity.events',
  key: 'personId',
  summary: 'An account was deleted: services erase what they store about this person',
  data: z.object({
    personId: CustomerId.meta({ description: "the subject of the user's tokens, which is the customer id" }),
  }),
});
