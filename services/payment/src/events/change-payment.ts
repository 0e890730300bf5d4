/** An event as a command to its order's payment; what it starts is begun as soon as it is committed. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Work } from '@mambogo/messaging/work.ts';
import type { Context } from '../context.ts';
import type { PaymentCommand } from '../domain/decide.ts';
import { changePayments } from '../store/change-payments.ts';

/** What reactions need of the context besides their unit of work. */
export type Charging = Pick<Context, 'attempts' | 'refunds'>;

export async function changePayment(
  { attempts, refunds }: Charging,
  work: Work,
  orderId: OrderId,
  command: PaymentCommand,
): Promise<void> {
  for (const { type } of await changePayments(work, [{ orderId, command }])) {
    if (type === 'attempt-started') work.afterCommit(attempts.wake);
    if (type === 'refund-requested') work.afterCommit(refunds.wake);
  }
}
