/**
 * Executes a user's action on an order in one transaction: saves and emits its events, or throws a problem. The owner of an order
 * never changes, so ownership is checked before the transaction.
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

/** The caller's role: customers can only access their own orders. */
export type Role = 'customer' | 'merchant';

export interface OrderActionRequest {
  readonly orderId: OrderId;
  readonly caller: Caller;
  readonly role: Role;
  readonly action: OrderAction;
  /** The route's id. */
  readonly route: string;
  /** Changes the personal data of the order; skipped for an erased customer. */
  readonly personal?: (before: Personal) => Personal;
  /** Runs in the same transaction with the resulting order. */
  readonly inTransaction?: (unit: UnitOfWork, order: FoundOrder) => Promise<void>;
}

/** Returns the resulting order. Throws the problems not-found, invalid-transition, refund-exceeds-payment and unprocessable. */
export async function executeOrderAction(context: Context, request: OrderActionRequest): Promise<FoundOrder> {
  const { orderId, caller, role, action, route } = request;
  const found = await findOrder(context.database, orderId, role === 'customer' ? customerIdOf(caller) : undefined);
  if (!found) throw noSuchOrder(orderId);
  const metadata = {
    correlationId: found.id,
    causationId: currentTrace()?.traceId,
    cause: route,
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
  /** undefined if the request has none. */
  readonly key: string | undefined;
  readonly body: unknown;
  readonly toBody: (order: FoundOrder) => unknown;
  /** Status of the response; 202 by default. */
  readonly status?: 200 | 202;
}

/** The same with an Idempotency-Key: the response is stored in the transaction of the action. */
export async function executeOrderActionOnce(
  context: Context,
  { key, body, toBody, status = 202, ...request }: IdempotentOrderAction,
): Promise<RouteResponse> {
  const toResponse = (order: FoundOrder): RouteResponse => ({ status, body: toBody(order) });
  if (key === undefined) return toResponse(await executeOrderAction(context, request));
  const { idempotency, personalData } = context;
  const { orderId, caller, route } = request;
  const customerId = customerIdOf(caller);
  /** The response contains data of the order's customer; once they are erased, it contains none. */
  const ownerOf = async (manager: EntityManager, { state, wrappedKey }: FoundOrder) =>
    wrappedKey
      ? { customerId: state.customerId, wrappedKey }
      : { customerId, wrappedKey: await customerKey(manager, customerId, personalData) };
  return withIdempotencyKey(context, { customerId, route, key, body: { orderId, body } }, async (lease) => {
    const order = await executeOrderAction(context, {
      ...request,
      async inTransaction({ manager }, after) {
        await idempotency.complete(manager, lease, toResponse(after), await ownerOf(manager, after));
      },
    });
    return toResponse(order);
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
