/**
 * Timer t2: orders that are open past their `payBefore` are cancelled. Judged only by an instance that would have heard of
 * a payment: its subscriptions have been up for a while. Instances that do it at once take different orders.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { createPeriodicWorker } from '@mambogo/service/process/periodic-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Context } from '../context.ts';
import { executeCommand } from '../store/execute-command.ts';
import type { UptimeWindow } from './uptime-window.ts';

const batchSize = 50;

export type ExpirerDependencies = Pick<Context, 'runInTransaction' | 'logger' | 'settings'> & {
  readonly subscriptionUptime: UptimeWindow;
};

export const createUnpaidOrderExpirer = (context: ExpirerDependencies): Worker =>
  createPeriodicWorker({
    name: 'close-unpaid',
    seconds: context.settings.TIMER_SECONDS,
    logger: context.logger,
    tick: () => expireUnpaidOrders(context),
  });

/** One turn; answers whether there may be more. */
export async function expireUnpaidOrders({
  runInTransaction,
  subscriptionUptime,
  logger,
}: ExpirerDependencies): Promise<boolean> {
  if (!subscriptionUptime.isComplete()) return false;
  const closed = await runInTransaction({ correlationId: 'timer', actor: 'service:order' }, async (unit) => {
    const overdue = await unit.manager.query<{ id: OrderId }[]>(
      `select id from order_summary where status in ('PENDING', 'AWAITING_PAYMENT') and pay_before < now()
       order by pay_before limit $1 for update skip locked`,
      [batchSize],
    );
    for (const { id } of overdue)
      await executeCommand(unit.withMetadata({ correlationId: id, actor: 'service:order' }), id, {
        type: 'close-payment-window',
      });
    return overdue.length;
  });
  if (closed > 0) logger.info({ orders: closed }, 'cancelled: they were not paid in time');
  return closed === batchSize;
}
