/**
 * Timer t2: cancels orders that are open past their `payBefore`. Only an instance that would have received a payment event does
 * this, that is one whose subscriptions have been up for a while. Concurrent instances take different orders.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Context } from '../context.ts';
import { executeCommand } from '../store/execute-command.ts';
import type { UptimeWindow } from './uptime-window.ts';

const batchSize = 50;

export type ExpirerDependencies = Pick<Context, 'runInTransaction' | 'logger' | 'settings'> & {
  readonly subscriptionUptime: UptimeWindow;
};

export const createUnpaidOrderExpirer = (context: ExpirerDependencies): Worker =>
  createPollingWorker({
    name: 'expire-unpaid-orders',
    seconds: context.settings.TIMER_SECONDS,
    logger: context.logger,
    tick: () => expireUnpaidOrders(context),
  });

/** Processes one batch, the longest overdue first; returns whether there may be more. */
export async function expireUnpaidOrders(
  { runInTransaction, subscriptionUptime, logger }: ExpirerDependencies,
  atOnce = batchSize,
): Promise<boolean> {
  if (!subscriptionUptime.isComplete()) return false;
  const expired = await runInTransaction({ correlationId: 'timer', actor: 'service:order' }, async (unit) => {
    const overdue = await unit.manager.query<{ id: OrderId }[]>(
      `select id from order_summary where status in ('PENDING', 'AWAITING_PAYMENT') and pay_before < now()
       order by pay_before limit $1 for update skip locked`,
      [atOnce],
    );
    for (const { id } of overdue)
      await executeCommand(unit.withMetadata({ correlationId: id, cause: 'timer', actor: 'service:order' }), id, {
        type: 'close-payment-window',
      });
    return overdue.length;
  });
  if (expired > 0)
    logger.info(
      { event: 'order.expired_unpaid', orders: expired },
      'unpaid orders cancelled after their payment deadline',
    );
  return expired === atOnce;
}
