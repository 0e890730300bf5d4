/**
 * Placing the order: one attempt at a time, and one order an attempt. States: idle -> sending -> (gone to the order's page |
 * changed | bought | failed); failed can be sent again as it is, changed and bought begin anew.
 */
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { isApiError, isTransientError } from '../../../api/api-error.ts';
import { orderQuery, placeOrder } from '../../../api/orders.ts';
import { orderPath } from '../../../page-paths.ts';
import { type CheckoutAttempt, clearAttempt, saveAttempt } from './checkout-attempt.ts';

export interface CartChanged {
  readonly oldLines: readonly OrderLine[];
  readonly newLines: readonly OrderLine[];
  readonly newTotal: Money;
}

export type PlacementState =
  | { readonly type: 'idle' }
  | { readonly type: 'sending' }
  | { readonly type: 'changed'; readonly change: CartChanged }
  | { readonly type: 'bought'; readonly orderId: string; readonly number: string }
  | { readonly type: 'failed'; readonly error: unknown; readonly again?: CheckoutAttempt };

/** While the same request is still being worked on. */
const inFlight = { tries: 20, pause: 1_000 };

export function usePlaceOrder(owner: string) {
  const [placing, setPlacing] = useState<PlacementState>({ type: 'idle' });
  const busy = useRef(false);
  const navigate = useNavigate();
  const queries = useQueryClient();

  const send = useCallback(
    async (attempt: CheckoutAttempt): Promise<void> => {
      if (busy.current) return;
      busy.current = true;
      saveAttempt(sessionStorage, attempt);
      setPlacing({ type: 'sending' });
      try {
        const order = await placeWithRetry(attempt);
        clearAttempt(sessionStorage);
        queries.setQueryData(orderQuery(owner, order.id).queryKey, order);
        void queries.invalidateQueries({ queryKey: ['orders'] });
        void queries.invalidateQueries({ queryKey: ['cart'] });
        navigate(orderPath(order.id), { replace: true });
      } catch (error) {
        // Whether it was placed is not known, or can be known after logging in again: the attempt stays.
        const isOpen = isTransientError(error) || isApiError(error, 'unauthenticated');
        if (!isOpen) clearAttempt(sessionStorage);
        setPlacing(isOpen ? { type: 'failed', error, again: attempt } : toPlacementState(error));
        if (!isOpen) void queries.invalidateQueries({ queryKey: ['cart'] });
      } finally {
        busy.current = false;
      }
    },
    [navigate, owner, queries],
  );
  return { placing, send, reset: useCallback(() => setPlacing({ type: 'idle' }), []) };
}

async function placeWithRetry({ body, key }: CheckoutAttempt) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await placeOrder(body, key);
    } catch (error) {
      if (tries >= inFlight.tries || !isApiError(error, 'idempotency-in-flight')) throw error;
      await new Promise((resolve) => setTimeout(resolve, inFlight.pause));
    }
  }
}

/** The shop's own extra members of these problems, see services/order/src/api/quote-cart.ts. */
function toPlacementState(error: unknown): PlacementState {
  if (isApiError(error, 'price-changed')) return { type: 'changed', change: error.problem as unknown as CartChanged };
  if (isApiError(error, 'conflict') && typeof error.problem.orderId === 'string')
    return { type: 'bought', orderId: error.problem.orderId, number: String(error.problem.orderNumber ?? '') };
  return { type: 'failed', error };
}
