/** GET /payments/{orderId}: how paying one of the caller's orders stands. Somebody else's is a 404. */
import { getPayment, type Payment } from '@mambogo/contracts/api/payments.ts';
import { answer } from '@mambogo/service/answer.ts';
import { Problem } from '@mambogo/service/problem.ts';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { PaymentEntity } from '../store/entities.ts';

/** A customer's id is a UUID; any other subject has no payments. */
const Subject = z.uuid();

export const getPaymentApi = ({ database }: Pick<Context, 'database'>) =>
  answer(getPayment, async ({ params: { orderId }, caller }) => {
    const row = Subject.safeParse(caller.subject).success
      ? await database.manager
          .createQueryBuilder(PaymentEntity, 'p')
          .where('p.orderId = :orderId and p.customerId = :customerId', { orderId, customerId: caller.subject })
          .getOne()
      : null;
    if (!row || row.amount === null || row.currency === null)
      throw new Problem('not-found', `you have no payment for an order ${orderId}`);
    const { currency } = row;
    const body: Payment = {
      orderId,
      status: row.status,
      amount: { amount: row.amount, currency },
      refunded: { amount: row.refunded, currency },
      failure: row.failure ?? undefined,
    };
    return { status: 200, body };
  });
