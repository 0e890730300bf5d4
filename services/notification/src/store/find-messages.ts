/** Reads messages for staff, and queues one again. */
import type { Message, MessageId, MessageState } from '@mambogo/contracts/api/messages.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { type DataSource, LessThan } from 'typeorm';
import { MessageEntity, type MessageRow } from './entities.ts';

export interface MessageFilter {
  readonly orderId?: OrderId | undefined;
  readonly state?: MessageState | undefined;
  /** Only those after it in the list. */
  readonly before?: MessageId | undefined;
  readonly limit: number;
}

/** Newest first: ids sort by time. */
export const findMessages = (
  database: DataSource,
  { orderId, state, before, limit }: MessageFilter,
): Promise<MessageRow[]> =>
  database.manager.find(MessageEntity, {
    where: {
      ...(orderId ? { orderId } : {}),
      ...(state ? { state } : {}),
      ...(before ? { id: LessThan(before) } : {}),
    },
    order: { id: 'DESC' },
    take: limit,
  });

/** As a new mail, with its full time to be sent. undefined: there is no such message. */
export async function queueAgain(database: DataSource, id: MessageId): Promise<MessageRow | undefined> {
  await database.query(
    `update message set state = 'queued', reason = null, tries = 0, repeats = repeats + 1, next_at = now(), queued_at = now()
     where id = $1`,
    [id],
  );
  return (await database.manager.findOneBy(MessageEntity, { id })) ?? undefined;
}

export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  reason: row.reason ?? undefined,
  orderId: row.orderId ?? undefined,
  customerId: row.personId ?? undefined,
  tries: row.tries,
  createdAt: row.createdAt.toISOString(),
  nextTryAt: row.nextAt?.toISOString(),
  sentAt: row.sentAt?.toISOString(),
});
