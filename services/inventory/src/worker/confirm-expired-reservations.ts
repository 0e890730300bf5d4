/**
 * Timer t1: asks the order of an expired reservation to confirm it, then again at intervals. The stock stays reserved until the
 * order confirms or cancels. Concurrent instances take different reservations.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Context } from '../context.ts';
import { applyReservationCommand } from '../store/apply-reservation-command.ts';

const batchSize = 50;

type ConfirmerDependencies = Pick<Context, 'runInTransaction' | 'logger' | 'settings'>;

export const createExpiredReservationConfirmer = (context: ConfirmerDependencies): Worker =>
  createPollingWorker({
    name: 'ask-expired',
    seconds: context.settings.TIMER_SECONDS,
    logger: context.logger,
    tick: () => confirmExpiredReservations(context),
  });

/** One batch; returns whether there may be more. */
export async function confirmExpiredReservations({
  runInTransaction,
  settings,
  logger,
}: ConfirmerDependencies): Promise<boolean> {
  const confirmed = await runInTransaction({ correlationId: 'timer', actor: 'service:inventory' }, async (unit) => {
    const due = await unit.manager.query<[{ id: OrderId }[], number]>(
      `update reservation r set ask_at = now() + make_interval(secs => $2)
       from (
         select order_id from reservation where status = 'RESERVED' and ask_at < now()
         order by ask_at limit $1 for update skip locked
       ) due
       where r.order_id = due.order_id returning r.order_id as id`,
      [batchSize, settings.RESERVATION_ASK_SECONDS],
    );
    const orders = due[0].map(({ id }) => id);
    for (const id of orders) {
      const orderUnit = unit.withMetadata({ correlationId: id, cause: 'timer', actor: 'service:inventory' });
      await applyReservationCommand(orderUnit, id, { type: 'ask' }, settings.RESERVATION_SECONDS);
    }
    return orders.length;
  });
  if (confirmed > 0)
    logger.info(
      { event: 'reservation.expiry_confirmed', orders: confirmed },
      'confirmation requested for expired reservations',
    );
  return confirmed === batchSize;
}
