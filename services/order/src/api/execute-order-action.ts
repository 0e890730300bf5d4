/**
 * A person's wish meets an order, in one transaction: what comes of it is saved and told, what can't be is a problem in
 * words. Whose order it is never changes, so that is looked up before.
 */
import { CustomerId, type OrderId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import { currentTrace } from '@mambogo/service/telemetry/trace.ts';
import type { EntityManager } from 'typeorm';
import type { Context } from '../context.ts';
import type { OrderAction } from '../domain/order-command.ts';
import { GoodsExceedOrder, InvalidTransition, RefundExceedsPayment } from '../domain/order-errors.ts';
import { customerKey } from '../store/customer-key.ts';
import { executeCommand } from '../store/execute-command.ts';
import { type FoundOrder, findOrder } from '../store/find-orders.ts';
import { noSuchOrder } from './no-such-order.ts';
import { type Personal, personalOf } from './personal.ts';
import { withIdempotencyKey } from './with-idempotency-key.ts';

/** As whom somebody asks: a customer sees their own orders only. */
export type Role = 'customer' | 'merchant';

export interface OrderActionRequest {
  readonly orderId: OrderId;
  readonly caller: Caller;
  readonly role: Role;
  readonly action: OrderAction;
  /** Changes what is personal of the order; not done for a customer who was forgotten. */
  readonly personal?: (before: Personal) => Personal;
  /** Runs in the same transaction, with the order as it then is. */
  readonly inTransaction?: (unit: UnitOfWork, order: FoundOrder) => Promise<void>;
}

/** Answers the order as it then is. Throws the problems not-found, invalid-transition, refund-exceeds-payment. */
export async function executeOrderAction(context: Context, request: OrderActionRequest): Promise<FoundOrder> {
  const { orderId, caller, role, action } = request;
  const found = await findOrder(context.database, orderId, role === 'customer' ? customerIdOf(caller) : undefined);
  if (!found) throw noSuchOrder(orderId);
  const metadata = {
    correlationId: found.id,
    causationId: currentTrace()?.traceId,
    actor: `${role}:${caller.subject}`,
  };
  return context.runInTransaction(metadata, async (unit) => {
    const after = await executeCommand(unit, found.id, action, (locked) =>
      changePersonal(context, locked, request.personal),
    ).catch((error: unknown) => {
      throw toProblem(error);
    });
    const order = { ...found, ...after };
    await request.inTransaction?.(unit, order);
    return order;
  });
}

function changePersonal(
  { personalData }: Context,
  locked: Pick<FoundOrder, 'personal' | 'wrappedKey'>,
  change: OrderActionRequest['personal'],
): Buffer | undefined {
  const known = change && personalOf(locked, personalData);
  return known && locked.wrappedKey ? personalData.encrypt(locked.wrappedKey, change(known)) : undefined;
}

export interface IdempotentOrderAction extends OrderActionRequest {
  /** The route's id. */
  readonly route: string;
  /** undefined: the request came without one. */
  readonly key: string | undefined;
  readonly body: unknown;
  readonly toBody: (order: FoundOrder) => unknown;
  /** Of the answer; default: 202. */
  readonly status?: 200 | 202;
}

/** The same for a wish under an Idempotency-Key: its answer is kept in the transaction of its effect. */
export async function executeOrderActionOnce(
  context: Context,
  { route, key, body, toBody, status = 202, ...request }: IdempotentOrderAction,
): Promise<RouteResponse> {
  const answerWith = (order: FoundOrder): RouteResponse => ({ status, body: toBody(order) });
  if (key === undefined) return answerWith(await executeOrderAction(context, request));
  const { idempotency, personalData } = context;
  const { orderId, caller } = request;
  const customerId = customerIdOf(caller);
  /** The answer is about the order's customer; once they are erased it holds nothing of theirs. */
  const ownerOf = async (manager: EntityManager, { state, wrappedKey }: FoundOrder) =>
    wrappedKey
      ? { customerId: state.customerId, wrappedKey }
      : { customerId, wrappedKey: await customerKey(manager, customerId, personalData) };
  return withIdempotencyKey(context, { customerId, route, key, body: { orderId, body } }, async (lease) => {
    const order = await executeOrderAction(context, {
      ...request,
      async inTransaction({ manager }, after) {
        await idempotency.complete(manager, lease, answerWith(after), await ownerOf(manager, after));
      },
    });
    return answerWith(order);
  });
}

const customerIdOf = ({ subject }: Caller): CustomerId => CustomerId.parse(subject);

function toProblem(error: unknown): unknown {
  if (error instanceof InvalidTransition) return new Problem('invalid-transition', error.message, {}, { cause: error });
  if (error instanceof RefundExceedsPayment)
    return new Problem('refund-exceeds-payment', error.message, {}, { cause: error });
  if (error instanceof GoodsExceedOrder)
    return new Problem(
      'unprocessable',
      error.message,
      { errors: [{ pointer: '/goods', detail: error.message }] },
      { cause: error },
    );
  return error;
}
