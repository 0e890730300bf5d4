/**
 * Places the order: one attempt at a time, and one order per attempt. States: idle -> sending -> (redirected to the order page |
 * changed | bought | failed); failed can be resent as it is, changed and bought start a new attempt.
 */
import type { CartChanged } from '@mambogo/contracts/problem-extensions.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { isApiError, isTransientError } from '../../../api/api-error.ts';
import { orderQuery, placeOrder } from '../../../api/orders.ts';
import { orderPath } from '../../../page-paths.ts';
import { type CheckoutAttempt, clearAttempt, saveAttempt } from './checkout-attempt.ts';

export type PlacementState =
  | { readonly type: 'idle' }
  | { readonly type: 'sending' }
  | { readonly type: 'changed'; readonly change: CartChanged }
  | { readonly type: 'bought'; readonly orderId: string; readonly number: string }
  | { readonly type: 'failed'; readonly error: unknown; readonly again?: CheckoutAttempt };

/** Retries while the same request is still being processed. */
const inFlightRetry = { attempts: 20, delayMs: 1_000 };

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
        // Unknown whether it was placed, or only known after logging in again: keep the attempt.
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
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await placeOrder(body, key);
    } catch (error) {
      if (attempts >= inFlightRetry.attempts || !isApiError(error, 'idempotency-in-flight')) throw error;
      await new Promise((resolve) => setTimeout(resolve, inFlightRetry.delayMs));
    }
  }
}

function toPlacementState(error: unknown): PlacementState {
  if (isApiError(error, 'price-changed')) return { type: 'changed', change: error.problem };
  if (isApiError(error, 'conflict') && error.problem.orderId !== undefined)
    return { type: 'bought', orderId: error.problem.orderId, number: error.problem.orderNumber ?? '' };
  return { type: 'failed', error };
}
