/** Notes of staff about orders and customers, visible to staff only: packages/contracts/src/api/staff-notes.ts. */
import {
  addCustomerNote,
  addOrderNote,
  listCustomerNotes,
  listOrderNotes,
  type StaffNote,
} from '@mambogo/contracts/api/staff-notes.ts';
import { CustomerId, type OrderId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute, type RouteResponse } from '@mambogo/service/http/route-handler.ts';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { customerKey, storedKey } from '../../store/customer-key.ts';
import { findOrder } from '../../store/find-orders.ts';
import type { Lease } from '../../store/idempotency.ts';
import { lockCustomer } from '../../store/lock-customer.ts';
import { appendNote, findNotes, type NoteRow, type Subject } from '../../store/staff-notes.ts';
import { noSuchOrder } from '../no-such-order.ts';
import { withIdempotencyKey } from '../with-idempotency-key.ts';

const Personal = z.object({ text: z.string() });

export const listOrderNotesApi = (context: Context) =>
  handleRoute(listOrderNotes, async ({ params }) => listNotes(context, await subjectOf(context, params.id)));

export const listCustomerNotesApi = (context: Context) =>
  handleRoute(listCustomerNotes, async ({ params }) => listNotes(context, { customerId: params.id }));

export const addOrderNoteApi = (context: Context) =>
  handleRoute(addOrderNote, async ({ params, body, caller, idempotencyKey: key }) =>
    add(context, await subjectOf(context, params.id), { route: addOrderNote.id, key, caller, text: body.text }),
  );

export const addCustomerNoteApi = (context: Context) =>
  handleRoute(addCustomerNote, ({ params, body, caller, idempotencyKey: key }) =>
    add(context, { customerId: params.id }, { route: addCustomerNote.id, key, caller, text: body.text }),
  );

async function subjectOf({ database }: Context, orderId: OrderId): Promise<Subject> {
  const found = await findOrder(database, orderId);
  if (!found) throw noSuchOrder(orderId);
  return { customerId: found.state.customerId, orderId };
}

/** Empty for an erased customer, and for one who has no key because they have neither orders nor notes. */
async function listNotes({ database, personalData }: Context, subject: Subject): Promise<RouteResponse> {
  const wrappedKey = await storedKey(database, subject.customerId);
  if (!wrappedKey) return { status: 200, body: [] };
  const notes = await findNotes(database, subject, limits.staffNotes);
  return { status: 200, body: notes.map((note) => toBody(note, wrappedKey, personalData)) };
}

interface AddNote {
  readonly route: string;
  readonly key: string | undefined;
  readonly caller: Caller;
  readonly text: string;
}

function add(context: Context, subject: Subject, request: AddNote): Promise<RouteResponse> {
  const { route, key, caller, text } = request;
  if (key === undefined) return write(context, subject, request);
  const idempotentRequest = { customerId: CustomerId.parse(caller.subject), route, key, body: { ...subject, text } };
  return withIdempotencyKey(context, idempotentRequest, (lease) => write(context, subject, request, lease));
}

function write(
  { database, personalData, idempotency }: Context,
  subject: Subject,
  { caller, text }: AddNote,
  lease?: Lease,
): Promise<RouteResponse> {
  const { customerId } = subject;
  return database.transaction(async (manager) => {
    // Makes an erasure wait for this transaction, so that it also erases this note.
    await lockCustomer(manager, customerId);
    const known = await storedKey(manager, customerId);
    if (known === null)
      throw new Problem('conflict', 'the account was deleted: no more notes can be added about this customer');
    const wrappedKey = known ?? (await customerKey(manager, customerId, personalData));
    const personal = personalData.encrypt(wrappedKey, { text } satisfies z.infer<typeof Personal>);
    const note = await appendNote(manager, subject, caller.subject, personal);
    const result = { status: 201, body: toBody(note, wrappedKey, personalData) };
    if (lease) await idempotency.complete(manager, lease, result, { customerId, wrappedKey });
    return result;
  });
}

const toBody = (
  { id, orderId, personal, author, at }: NoteRow,
  key: Buffer,
  personalData: PersonalData,
): StaffNote => ({
  id,
  text: Personal.parse(personalData.decrypt(key, personal)).text,
  author,
  at: at.toISOString(),
  ...(orderId ? { orderId } : {}),
});
