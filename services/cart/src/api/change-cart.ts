/**
 * Changes the caller's cart and returns it: that of the token's customer, otherwise that of the cookie's guest. A guest gets an
 * id with the first item, and a new one if the cart of the old id was merged into a customer's.
 */

import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { isStored } from '../store/cart-record.ts';
import type { Decide } from '../store/cart-store.ts';
import { newGuestId, ownerOfGuest } from '../store/owner.ts';
import { toCartView } from './cart-view.ts';
import { customerIdOf } from './customer-of.ts';
import { guestIdOf } from './guest-of.ts';

/** A request that changes a cart. */
export interface CartRequest {
  readonly caller: Caller | undefined;
  readonly ifMatch: string | undefined;
  readonly request: Request;
  readonly response: Response;
}

export async function changeCart(context: Context, call: CartRequest, decide: Decide): Promise<RouteResponse> {
  const { carts, settings } = context;
  const { caller, ifMatch } = call;
  const record = caller
    ? await carts.change(customerIdOf(caller), decide, ifMatch)
    : await changeGuestCart(context, call, decide);
  return toCartView(record, settings.CURRENCY);
}

async function changeGuestCart(context: Context, { request, response, ifMatch }: CartRequest, decide: Decide) {
  const { carts, guestCookies } = context;
  const change = (id: typeof guest) =>
    carts.change(ownerOfGuest(id), (cart) => (cart.mergedInto === undefined ? decide(cart) : cart), ifMatch);
  let guest = (await guestIdOf(context, request)) ?? newGuestId();
  let record = await change(guest);
  if (record.mergedInto !== undefined || record.erased) {
    guest = newGuestId();
    record = await change(guest);
  }
  if (isStored(record)) guestCookies.set(response, guest);
  return record;
}
