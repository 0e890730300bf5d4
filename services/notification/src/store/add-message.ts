/** Adds a message within the transaction of its event, and erases those of a person. */
import { type CustomerId, newId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { hold } from '@mambogo/service/database/hold.ts';
import { currentTrace } from '@mambogo/service/telemetry/trace.ts';
import type { EntityManager } from 'typeorm';
import { factOf, type NewMessage } from '../domain/event-handlers.ts';
import type { Settings } from '../settings.ts';

/** Nothing is added if there is a message for the fact. Without a mail server it is not queued. */
export async function addMessage(
  { manager }: Pick<UnitOfWork, 'manager'>,
  message: NewMessage,
  settings: Pick<Settings, 'SMTP_URL' | 'MAIL_PAYMENT_REMINDER_SECONDS'>,
): Promise<void> {
  const { kind, orderId, personId, reference } = message;
  const delay = kind === 'payment-needed' ? settings.MAIL_PAYMENT_REMINDER_SECONDS : 0;
  const queued = settings.SMTP_URL !== undefined;
  await hold(
    manager,
    `insert into message (id, fact, kind, order_id, person_id, reference, state, reason, next_at, traceparent)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::float8 * interval '1 second' + now(), $10) on conflict (fact) do nothing`,
    [
      newId(),
      factOf(message),
      kind,
      orderId ?? null,
      personId ?? null,
      reference ?? null,
      queued ? 'queued' : 'skipped',
      queued ? null : 'no-server',
      queued ? delay : null,
      currentTrace()?.traceparent ?? null,
    ],
  );
}

/** Messages whose person is not known yet are erased when they are tried: then identity does not know the person. */
export const eraseMessages = (manager: Pick<EntityManager, 'query'>, personId: CustomerId): Promise<unknown> =>
  manager.query('delete from message where person_id = $1', [personId]);
