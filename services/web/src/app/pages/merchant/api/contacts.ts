/** Who customers and staff are, by their ids. Ids that are asked for at about the same time are asked for in one request. */
import type { Contact, Contacts } from '@mambogo/contracts/api/contacts.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { createBatch } from './batch.ts';

const most = 100;

const load = createBatch<Contact>(most, async (ids) => {
  const { items } = await api.call<Contacts>('/api/v1/admin/contacts', { query: { ids: ids.join(',') } });
  return new Map(items.map((contact) => [contact.id, contact]));
});

/** null: nobody has the id any more, or it is not for this shop to know. */
export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['merchant', 'contact', id],
    queryFn: () => load(id).then((contact) => contact ?? null),
    staleTime: 300_000,
    retry: false,
  });
