/** POST /orders: buy the cart as shown. Nothing is reserved or paid when this answers; the order's stream tells how it goes on. */
import { type PlaceOrder, placeOrder } from '@mambogo/contracts/api/orders.ts';
import { CustomerId, newOrderId } from '@mambogo/contracts/ids.ts';
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
  // The database makes them wait too, but each with a connection that others need.
  const inTurn = keyedMutex();
  return handleRoute(placeOrder, async ({ body, caller, idempotencyKey: key, response }) => {
    const customerId = CustomerId.parse(caller.subject);
    return withIdempotencyKey(context, { customerId, route: placeOrder.id, key, body }, async (lease) => {
      const pricedCart = await quoteCart(context, customerId, caller, body);
      return inTurn(customerId, () =>
        placeWithFreshNumber(context, response, customerId, body, pricedCart, lease),
      ).catch(async (error: unknown) => {
        const order =
          isCartAlreadyOrdered(error) && (await findOrderOfCart(context.database, customerId, body.cartVersion));
        throw order ? cartAlreadyOrdered(order) : error;
      });
    });
  });
};

/** As often as another number is drawn. */
const maxNumberDraws = 6;
/** Refused numbers in a row that say that a block fills up: with 15,000 of its 1,048,576 numbers taken, that is likely by then. */
const fillsUp = 2;

/** A number that was drawn before is refused by the database: another one is drawn, soon of another block. */
async function placeWithFreshNumber(...request: WithoutFirst<Parameters<typeof place>>): Promise<RouteResponse> {
  for (let refused = 0; ; refused++) {
    try {
      return await place(refused >= fillsUp, ...request);
    } catch (error) {
      const isTaken = violatesConstraint(error, 'order_summary_number_key') || violatesConstraint(error, knownBlock);
      if (refused === maxNumberDraws || !isTaken) throw error;
    }
  }
}

/** The effect: number, event, summary, answer and fact in one transaction. @param freshBlock begin another block of numbers */
function place(
  freshBlock: boolean,
  { runInTransaction, personalData, settings, idempotency, newOrderNumber }: Context,
  response: Response,
  customerId: CustomerId,
  { cartVersion, shippingAddress, payment }: PlaceOrder,
  { lines, total }: PricedCart,
  lease: Lease,
): Promise<RouteResponse> {
  const id = newOrderId();
  const metadata = { correlationId: id, causationId: currentTrace()?.traceId, actor: `customer:${customerId}` };
  return runInTransaction(metadata, async (unit) => {
    const { now, wrappedKey, holding, block } = await loadPlacementContext(unit.manager, customerId, personalData);
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    enforceHoldingLimits(response, holding, units, now, settings);
    const payBefore = new Date(now.getTime() + settings.PAYMENT_WINDOW_SECONDS * 1_000).toISOString();
    const command: OrderCommand = {
      type: 'place',
      data: {
        number: newOrderNumber(!freshBlock && block !== undefined ? block : await beginBlock(unit.manager)),
        customerId,
        cartVersion,
        lines,
        total,
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
    const result = { status: 202, headers: { location: `/api/v1/orders/${id}` }, body };
    await idempotency.complete(unit.manager, lease, result, { customerId, wrappedKey });
    return result;
  });
}

type WithoutFirst<T extends unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never;

/** Somebody was faster: the index that allows one order per cart said no. */
const isCartAlreadyOrdered = (error: unknown): boolean => violatesConstraint(error, 'order_summary_one_per_cart');

const violatesConstraint = (error: unknown, constraint: string): boolean =>
  error instanceof QueryFailedError && 'constraint' in error.driverError && error.driverError.constraint === constraint;
