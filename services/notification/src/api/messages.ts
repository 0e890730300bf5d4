/** Messages for staff: packages/contracts/src/api/messages.ts. */
import { listMessages, MessageId, sendMessageAgain } from '@mambogo/contracts/api/messages.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { findMessages, queueAgain, toMessage } from '../store/find-messages.ts';

/** GET /admin/messages: newest first. */
export const listMessagesApi = ({ database }: Pick<Context, 'database'>) =>
  handleRoute(listMessages, async ({ query: { orderId, state, cursor, size } }) => {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, MessageId);
    const rows = await findMessages(database, { orderId, state, before, limit: size + 1 });
    const items = rows.slice(0, size).map(toMessage);
    const last = items.at(-1);
    return { status: 200, body: { items, next: rows.length > size && last ? encodeCursor(last.id) : undefined } };
  });

/** POST /admin/messages/{id}/send-again. */
export const sendMessageAgainApi = ({
  database,
  settings,
  sender,
  logger,
}: Pick<Context, 'database' | 'settings' | 'sender' | 'logger'>) =>
  handleRoute(sendMessageAgain, async ({ params: { id }, caller }) => {
    if (settings.SMTP_URL === undefined)
      throw new Problem('unprocessable', 'this shop has no mail server: set spec.mail in its Storefront');
    const row = await queueAgain(database, id);
    if (!row) throw new Problem('not-found', 'no message has this id');
    logger.info(
      { event: 'message.queued_again', messageId: id, actor: `merchant:${caller.subject}` },
      'staff have a message sent again',
    );
    sender.wake();
    return { status: 202, body: toMessage(row) };
  });
