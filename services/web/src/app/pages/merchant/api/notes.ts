/** Staff notes about orders and customers. */
import type { StaffNote } from '@mambogo/contracts/api/staff-notes.ts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

/** The subject of a note. */
export interface NoteSubject {
  readonly kind: 'orders' | 'customers';
  readonly id: string;
}

/** Maximum length, as in packages/contracts/src/api/staff-notes.ts. */
export const longestNote = 2_000;

const path = ({ kind, id }: NoteSubject) => `/api/v1/admin/${kind}/${encodeURIComponent(id)}/notes`;

export const notesQuery = (subject: NoteSubject) =>
  queryOptions({
    queryKey: ['merchant', 'notes', subject],
    queryFn: ({ signal }) => api.call<StaffNote[]>(path(subject), { signal }),
    staleTime: 5_000,
  });

export const addNote = (subject: NoteSubject, text: string, idempotencyKey: string): Promise<StaffNote> =>
  api.call(path(subject), { method: 'POST', body: { text }, idempotencyKey });
