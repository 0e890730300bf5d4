/**
 * Timer t2: orders that are open past their `payBefore` are cancelled. Judged only by an instance that would have heard of
 * a payment: its subscriptions have been up for a while. Instances that do it at once take different orders.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { createPeriodicWorker } from '@mambogo/service/periodic-worker.ts';
import type { Worker } from '@mambogo/service/worker.ts';
import type { Context } from '../context.ts';
import { act } from '../store/act.ts';
import type { Steadiness } from './steadiness.ts';

const batch = 50;

export type Needs = Pick<Context, 'runInTransaction' | 'logger' | 'settings'> & { readonly hearing: Steadiness };

export const createUnpaidCloser = (context: Needs): Worker =>
  createPeriodicWorker({
    name: 'close-unpaid',
    seconds: context.settings.TIMER_SECONDS,
    logger: context.logger,
    tick: () => closeUnpaid(context),
  });

/** One turn; answers whether there may be more. */
export async function closeUnpaid({ runInTransaction: work, hearing, logger }: Needs): Promise<boolean> {
  if (!hearing.isSteady()) return false;
  const closed = await work({ correlationId: 'timer', actor: 'service:order' }, async (unit) => {
    const overdue = await unit.manager.query<{ id: OrderId }[]>(
      `select id from order_summary where status in ('PENDING', 'AWAITING_PAYMENT') and pay_before < now()
       order by pay_before limit $1 for update skip locked`,
      [batch],
    );
    for (const { id } of overdue)
      await act(unit.withMetadata({ correlationId: id, actor: 'service:order' }), id, { type: 'close-payment-window' });
    return overdue.length;
  });
  if (closed > 0) logger.info({ orders: closed }, 'cancelled: they were not paid in time');
  return closed === batch;
}
