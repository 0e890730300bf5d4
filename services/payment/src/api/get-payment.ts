/** GET /payments/{orderId}: the payment of one of the caller's orders. Another customer's is a 404. */
import { getPayment } from '@mambogo/contracts/api/payments.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { findPayment } from '../store/find-payment.ts';

/** A customer's id is a UUID; other subjects have no payments. */
const Subject = z.uuid();

export const getPaymentApi = ({ database }: Pick<Context, 'database'>) =>
  handleRoute(getPayment, async ({ params: { orderId }, caller }) => {
    const customer = Subject.safeParse(caller.subject);
    const body = customer.success ? await findPayment(database, orderId, customer.data) : undefined;
    if (!body) throw new Problem('not-found', `you have no payment for order ${orderId}`);
    return { status: 200, body };
  });
