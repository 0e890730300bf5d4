/**
 * Timer t3: publishes the outcome of an ended order again while inventory or payment has not acknowledged it, and likewise its
 * requested refunds: after a minute without a change, then after twice as long each time, up to an hour. These are new events
 * with the same data; nothing is added to the order's log.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { sqlBackoff } from '@mambogo/messaging/dialect.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Context } from '../context.ts';
import { executeCommand } from '../store/execute-command.ts';

const batchSize = 50;
/** The longest time between two reminders. */
const maxDelaySeconds = 3_600;

export type RepublisherDependencies = Pick<Context, 'runInTransaction' | 'logger' | 'settings'>;

export const createUnacknowledgedRepublisher = (context: RepublisherDependencies): Worker =>
  createPollingWorker({
    name: 'republish-unacknowledged',
    seconds: context.settings.TIMER_SECONDS,
    logger: context.logger,
    tick: () => republishUnacknowledged(context),
  });

/** Processes one batch, the longest unchanged first; returns whether there may be more. */
export async function republishUnacknowledged(
  { runInTransaction, settings, logger }: RepublisherDependencies,
  atOnce = batchSize,
): Promise<boolean> {
  const firstDelaySeconds = settings.REMIND_SECONDS;
  const reminded = await runInTransaction({ correlationId: 'timer', actor: 'service:order' }, async (unit) => {
    const due = await claimDue(unit, firstDelaySeconds, atOnce);
    for (const id of due)
      await executeCommand(unit.withMetadata({ correlationId: id, cause: 'timer', actor: 'service:order' }), id, {
        type: 'remind',
      });
    if (due.length > 0) await scheduleReminders(unit, due, firstDelaySeconds);
    return due.length;
  });
  if (reminded > 0)
    logger.info(
      { event: 'order.outcome_republished', orders: reminded },
      'order outcomes republished, not acknowledged yet',
    );
  return reminded === atOnce;
}

/** Locks unacknowledged orders that have not changed for long enough. A change since the last reminder restarts the back-off. */
async function claimDue({ manager }: UnitOfWork, firstDelaySeconds: number, atOnce: number): Promise<OrderId[]> {
  const rows = await manager.query<{ id: OrderId }[]>(
    `select o.id from order_summary o left join order_reminder r on r.order_id = o.id and r.at > o.updated_at
     where o.unanswered and o.updated_at < now() - make_interval(secs => $1)
       and (r.next_at is null or r.next_at < now())
     order by o.updated_at limit $2 for update of o skip locked`,
    [firstDelaySeconds, atOnce],
  );
  return rows.map(({ id }) => id);
}

/** Sets when each order is due again, and deletes the reminders of acknowledged ones. */
async function scheduleReminders(
  { manager }: UnitOfWork,
  orderIds: readonly OrderId[],
  firstDelaySeconds: number,
): Promise<void> {
  await manager.query(
    `insert into order_reminder (order_id, times, at, next_at)
     select o.id, n.times, now(), now() + make_interval(secs => ${sqlBackoff('n.times', '$2::float8', '$3')})
     from order_summary o left join order_reminder r on r.order_id = o.id and r.at > o.updated_at,
       lateral (select least(coalesce(r.times, 0) + 1, 30) as times) n
     where o.id = any($1)
     on conflict (order_id) do update set times = excluded.times, at = excluded.at, next_at = excluded.next_at`,
    [orderIds, firstDelaySeconds, maxDelaySeconds],
  );
  await manager.query(
    'delete from order_reminder r using order_summary o where o.id = r.order_id and not o.unanswered',
  );
}
