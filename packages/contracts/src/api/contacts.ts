/**
 * Contact data of customers, for staff who work on their orders: user name and e-mail address by id, or ids by e-mail address.
 * Owned by identity: with an external issuer this route does not exist.
 */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { asPersonal } from '../personal.ts';
import { route } from '../route.ts';
import { SingleLineText } from '../text.ts';

export const Contact = z
  .object({
    id: z.uuid(),
    login: asPersonal(z.string()),
    email: asPersonal(z.string()).optional().meta({ description: 'as entered; not verified' }),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

export const Contacts = z.object({ items: z.array(Contact) }).meta({ id: 'Contacts' });
export type Contacts = z.infer<typeof Contacts>;

export const listContacts = route({
  id: 'listContacts',
  method: 'GET',
  path: '/api/v1/admin/contacts',
  owner: 'identity',
  scopes: ['order:manage'],
  rate: 'merchants',
  summary: 'Look up customers by their ids, or by a full user name or e-mail address',
  query: z
    .object({
      ids: z
        .string()
        .max(37 * limits.contacts)
        .transform((text) => text.split(','))
        .pipe(z.array(z.uuid()).min(1).max(limits.contacts))
        .optional()
        .meta({ description: 'separated by commas; unknown ids are omitted' }),
      email: asPersonal(SingleLineText({ max: limits.text.email }))
        .optional()
        .meta({ description: 'a full e-mail address or user name' }),
    })
    .refine(({ ids, email }) => (ids === undefined) !== (email === undefined), 'send either `ids` or `email`'),
  responses: { 200: Contacts },
});
