/** Events of the identity service (topic identity.events, key personId). They have only ids, never names. */
import { z } from 'zod';
import { CustomerId, Id } from '../ids.ts';
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

export const passwordResetRequested = defineEvent({
  name: 'person.password-reset-requested',
  version: 1,
  topic: 'identity.events',
  key: 'personId',
  summary: 'A person asked for a new password: they get a link by mail',
  data: z.object({ personId: CustomerId, requestId: Id.meta({ description: 'the link is asked for by it' }) }),
});
