/** Names and e-mail addresses of customers and staff by id. Ids requested at about the same time are batched. */
import type { Contact } from '@mambogo/contracts/api/contacts.ts';
import { listContacts } from '@mambogo/contracts/endpoints/contacts.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { createBatch } from './batch.ts';

const load = createBatch<Contact>(limits.contacts, async (ids) => {
  const { items } = await api.call(listContacts, { query: { ids: ids.join(',') } });
  return new Map(items.map((contact) => [contact.id, contact]));
});

/** null if the account no longer exists or belongs to an external issuer. */
export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['merchant', 'contact', id],
    queryFn: () => load(id).then((contact) => contact ?? null),
    staleTime: 300_000,
    retry: false,
  });
