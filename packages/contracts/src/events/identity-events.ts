/** What the identity service tells the world (topic identity.events, key personId). Never who somebody is, only which. */

import { z } from 'zod';
import { CustomerId } from '../ids.ts';
import { defineEvent } from './event.ts';

export const personErased = defineEvent({
  name: 'person.erased',
  version: 1,
  topic: 'identity.events',
  key: 'personId',
  summary: 'An account was deleted: whoever keeps something about this person erases it',
  data: z.object({
    personId: CustomerId.meta({ description: 'the subject of their tokens, which the shop calls a customer' }),
  }),
});
