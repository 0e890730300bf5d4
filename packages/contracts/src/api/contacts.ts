/**
 * Who customers are, for staff who work on their orders: user name and e-mail address by id, or the ids of an address. Owned by
 * identity: with an issuer of one's own there is no such route.
 */
import { z } from 'zod';
import { route } from '../route.ts';
import { SingleLineText } from '../text.ts';

export const Contact = z
  .object({
    id: z.uuid(),
    login: z.string(),
    email: z.string().optional().meta({ description: 'as it was typed; nobody checked that it is theirs' }),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

export const Contacts = z.object({ items: z.array(Contact) }).meta({ id: 'Contacts' });
export type Contacts = z.infer<typeof Contacts>;

export const mostContacts = 100;

export const listContacts = route({
  id: 'listContacts',
  method: 'GET',
  path: '/api/v1/admin/contacts',
  owner: 'identity',
  scopes: ['order:manage'],
  rate: 'merchants',
  summary: 'Who customers are: by their ids, or by a whole user name or e-mail address',
  query: z
    .object({
      ids: z
        .string()
        .max(37 * mostContacts)
        .transform((text) => text.split(','))
        .pipe(z.array(z.uuid()).min(1).max(mostContacts))
        .optional()
        .meta({ description: 'separated by commas; those of nobody are left out' }),
      email: SingleLineText({ max: 254 }).optional().meta({ description: 'a whole e-mail address or user name' }),
    })
    .refine(({ ids, email }) => (ids === undefined) !== (email === undefined), 'give `ids` or `email`'),
  responses: { 200: Contacts },
});
