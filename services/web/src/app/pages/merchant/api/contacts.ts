/** Names and e-mail addresses of customers and staff by id. Ids requested at about the same time are batched. */
import type { Contact, Contacts } from '@mambogo/contracts/api/contacts.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { createBatch } from './batch.ts';

const most = 100;

const load = createBatch<Contact>(most, async (ids) => {
  const { items } = await api.call<Contacts>('/api/v1/admin/contacts', { query: { ids: ids.join(',') } });
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
