/** An order as it changes, kept where every part of the page finds it. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../../api/client.ts';
import { type Connection, followOrder } from '../../../api/follow-order.ts';
import { orderQuery } from '../../../api/orders.ts';

/** Nothing more comes after these but refunds, which are looked for when the page is. */
const final: readonly Order['status'][] = ['DELIVERED', 'CANCELLED', 'REFUNDED'];

/** Milliseconds: what was bought leaves the cart a moment after the order is confirmed. */
const cartLooks = [0, 1_500, 5_000] as const;

/** Money is to come back, and has not yet. */
const isOwed = ({ status, payment, refunds }: Order): boolean =>
  final.includes(status) &&
  (refunds.some((refund) => refund.status === 'REQUESTED') ||
    (status === 'CANCELLED' && payment.status === 'CAPTURED'));

export function useFollowedOrder(owner: string, id: string) {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>();
  const query = useQuery({
    ...orderQuery(owner, id),
    // Money comes back after the end: until it has, it is asked for.
    refetchInterval: ({ state: { data } }) => (data && isOwed(data) ? 3_000 : false),
  });
  const status = query.data?.status;
  const isOpen = status !== undefined && !final.includes(status);
  useEffect(() => {
    if (!isOpen) return;
    const stop = new AbortController();
    const { queryKey } = orderQuery(owner, id);
    followOrder({
      client: api,
      orderId: id,
      signal: stop.signal,
      onConnection: setConnection,
      onOrder: (order) => queries.setQueryData(queryKey, order),
    }).catch(() => undefined);
    return () => stop.abort(new Error('nobody looks any more'));
  }, [isOpen, owner, id, queries]);
  useEffect(() => {
    if (status !== 'CONFIRMED') return;
    // Wherever the shopper has gone by then: these timers outlive the page.
    for (const wait of cartLooks) setTimeout(() => void queries.invalidateQueries({ queryKey: ['cart'] }), wait);
  }, [status, queries]);
  return { ...query, connection: isOpen ? connection : undefined };
}
