/** Staff notes about orders and customers. */
import type { StaffNote } from '@mambogo/contracts/api/staff-notes.ts';
import * as endpoints from '@mambogo/contracts/endpoints/staff-notes.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

/** The subject of a note. */
export interface NoteSubject {
  readonly kind: 'orders' | 'customers';
  readonly id: string;
}

const endpointsOf = {
  orders: { list: endpoints.listOrderNotes, add: endpoints.addOrderNote },
  customers: { list: endpoints.listCustomerNotes, add: endpoints.addCustomerNote },
} as const;

export const notesQuery = (subject: NoteSubject) =>
  queryOptions({
    queryKey: ['merchant', 'notes', subject],
    queryFn: ({ signal }) => api.call(endpointsOf[subject.kind].list, { params: { id: subject.id }, signal }),
    staleTime: 5_000,
  });

export const addNote = ({ kind, id }: NoteSubject, text: string, idempotencyKey: string): Promise<StaffNote> =>
  api.call(endpointsOf[kind].add, { params: { id }, body: { text }, idempotencyKey });
