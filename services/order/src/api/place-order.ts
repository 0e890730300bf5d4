/** POST /orders: buys the cart as shown. Responds before anything is reserved or paid; progress arrives on the order's stream. */
import { getOrder, type PlaceOrder, placeOrder } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId, newOrderId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute, type RouteResponse } from '@mambogo/service/http/route-handler.ts';
import { keyedMutex } from '@mambogo/service/process/keyed-mutex.ts';
import { currentTrace } from '@mambogo/service/telemetry/trace.ts';
import type { Response } from 'express';
import { QueryFailedError } from 'typeorm';
import type { Context } from '../context.ts';
import { decide } from '../domain/decide.ts';
import { integrationEventsFor } from '../domain/integration-events.ts';
import type { OrderCommand } from '../domain/order-command.ts';
import { findOrderOfCart } from '../store/find-orders.ts';
import type { Lease } from '../store/idempotency.ts';
import { loadPlacementContext } from '../store/load-placement-context.ts';
import { beginBlock, knownBlock } from '../store/number-block.ts';
import { saveOrder } from '../store/order-store.ts';
import { enforceHoldingLimits } from './enforce-holding-limits.ts';
import { toOrder } from './order-view.ts';
import type { Personal } from './personal.ts';
import { cartAlreadyOrdered, type PricedCart, quoteCart } from './quote-cart.ts';
import { withIdempotencyKey } from './with-idempotency-key.ts';

export const placeOrderApi = (context: Context) => {
  // The database serializes these requests too, but there each waiting request would occupy a connection.
  const serialize = keyedMutex();
  return handleRoute(placeOrder, async ({ body, caller, idempotencyKey: key, response }) => {
    const customerId = CustomerId.parse(caller.subject);
    if (!(await context.features.isOn('placeOrders')))
      throw new Problem('unprocessable', 'the shop takes no orders at the moment; your cart is kept: try again later');
    return withIdempotencyKey(context, { customerId, route: placeOrder.id, key, body }, async (lease) => {
      const pricedCart = await quoteCart(context, customerId, caller, body);
      return serialize(customerId, () =>
        placeWithFreshNumber(context, response, customerId, body, pricedCart, lease),
      ).catch(async (error: unknown) => {
        const order =
          isCartAlreadyOrdered(error) && (await findOrderOfCart(context.database, customerId, body.cartVersion));
        throw order ? cartAlreadyOrdered(order) : error;
      });
    });
  });
};

/** How often another number is drawn after a conflict. */
const maxNumberDraws = 6;
/**
 * Conflicts in a row after which a new block is started: they become likely once 15,000 of a block's 1,048,576 numbers are
 * taken.
 */
const conflictsUntilNewBlock = 2;

/** Draws another number, later from a new block, as long as the database rejects the number as taken. */
async function placeWithFreshNumber(...request: WithoutFirst<Parameters<typeof place>>): Promise<RouteResponse> {
  for (let conflicts = 0; ; conflicts++) {
    try {
      return await place(conflicts >= conflictsUntilNewBlock, ...request);
    } catch (error) {
      const isTaken = violatesConstraint(error, 'order_summary_number_key') || violatesConstraint(error, knownBlock);
      if (conflicts === maxNumberDraws || !isTaken) throw error;
    }
  }
}

/**
 * Saves number, events, summary, stored response and outbox rows in one transaction.
 * @param freshBlock start a new number block
 */
function place(
  freshBlock: boolean,
  { runInTransaction, personalData, settings, runtimeSettings, idempotency, newOrderNumber }: Context,
  response: Response,
  customerId: CustomerId,
  { cartVersion, shippingAddress, payment }: PlaceOrder,
  { lines, total, quote }: PricedCart,
  lease: Lease,
): Promise<RouteResponse> {
  const id = newOrderId();
  const metadata = {
    correlationId: id,
    causationId: currentTrace()?.traceId,
    cause: placeOrder.id,
    actor: `customer:${customerId}`,
  };
  return runInTransaction(metadata, async (unit) => {
    const { now, wrappedKey, holding, block } = await loadPlacementContext(unit.manager, customerId, personalData);
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    enforceHoldingLimits(response, holding, units, now, settings, runtimeSettings.current('order'));
    const payBefore = new Date(now.getTime() + settings.PAYMENT_WINDOW_SECONDS * 1_000).toISOString();
    const command: OrderCommand = {
      type: 'place',
      data: {
        number: newOrderNumber(!freshBlock && block !== undefined ? block : await beginBlock(unit.manager)),
        customerId,
        cartVersion,
        lines,
        total,
        ...(quote ? { quote } : {}),
        paymentMethod: payment.method,
        payBefore,
      },
      token: payment.token,
    };
    const events = decide(undefined, command);
    const personal = personalData.encrypt(wrappedKey, { shippingAddress } satisfies Personal);
    const state = await saveOrder(unit, { orderId: id, version: 0, lastHash: '', now }, events, personal);
    for (const { event, data } of integrationEventsFor(id, undefined, command, events, state)) unit.emit(event, data);
    const body = toOrder(
      {
        id,
        state,
        version: events.length,
        placedAt: now,
        updatedAt: now,
        personal,
        wrappedKey,
        stuck: false,
        held: false,
      },
      personalData,
    );
    const result = { status: 202, headers: { location: pathOf(getOrder, { params: { id } }) }, body };
    await idempotency.complete(unit.manager, lease, result, { customerId, wrappedKey });
    return result;
  });
}

type WithoutFirst<T extends unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never;

/** Another request was faster: the unique index of one order per cart rejected this one. */
const isCartAlreadyOrdered = (error: unknown): boolean => violatesConstraint(error, 'order_summary_one_per_cart');

const violatesConstraint = (error: unknown, constraint: string): boolean =>
  error instanceof QueryFailedError && 'constraint' in error.driverError && error.driverError.constraint === constraint;
