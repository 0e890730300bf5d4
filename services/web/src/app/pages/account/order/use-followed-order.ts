/** Keeps the cached order up to date: live updates while changes are expected, slow polling otherwise. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { orderQuery } from '../../../api/orders.ts';
import { type Connection, finalStatuses } from '../../../live-orders/follow-orders.ts';
import { liveOrdersOf } from '../../../live-orders/live-orders-of.ts';
import { isOwed, movesUntil } from './is-moving.ts';

/** Milliseconds: the cart is cleared shortly after the order is confirmed. */
const cartRefreshes = [0, 1_500, 5_000] as const;
/** Polling interval in milliseconds while the page is visible. */
const pollIntervalsMs = { owed: 3_000, resting: 60_000 } as const;

export function useFollowedOrder(owner: string, id: string) {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>();
  const query = useQuery({
    ...orderQuery(owner, id),
    refetchInterval: ({ state: { data } }) => {
      if (!data) return false;
      // Refunds complete after the final status, so keep polling until then.
      if (isOwed(data)) return pollIntervalsMs.owed;
      return !finalStatuses.includes(data.status) && movesUntil(data) <= Date.now() && pollIntervalsMs.resting;
    },
  });
  const status = query.data?.status;
  const isMoving = useIsMoving(query.data);
  useEffect(() => {
    if (!isMoving) return;
    const { queryKey } = orderQuery(owner, id);
    return liveOrdersOf(owner).watch(id, {
      onConnection: setConnection,
      onOrder: (order) => queries.setQueryData(queryKey, order),
    });
  }, [isMoving, owner, id, queries]);
  useEffect(() => {
    if (status !== 'CONFIRMED') return;
    // These timers must outlive the page.
    for (const wait of cartRefreshes) setTimeout(() => void queries.invalidateQueries({ queryKey: ['cart'] }), wait);
  }, [status, queries]);
  const isOpen = status !== undefined && !finalStatuses.includes(status);
  const shown: Connection | 'resting' | undefined = isMoving ? connection : isOpen ? 'resting' : undefined;
  return { ...query, connection: shown };
}

/** Becomes false when no more changes are expected. */
function useIsMoving(order: Order | undefined): boolean {
  const [now, setNow] = useState(Date.now);
  const until = order ? movesUntil(order) : Number.NEGATIVE_INFINITY;
  useEffect(() => {
    if (!Number.isFinite(until)) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, until - Date.now()) + 100);
    return () => clearTimeout(timer);
  }, [until]);
  return until > now;
}
