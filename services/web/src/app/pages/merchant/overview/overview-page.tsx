/** What waits for a merchant, with how much of it there is, its first few, and the way to all of it. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { violationsQuery } from '../api/invariants.ts';
import { lettersQuery } from '../api/letters.ts';
import { adminOrdersQuery } from '../api/orders.ts';
import { stockListQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { listOf } from '../parts/list-of.ts';
import { useRights } from '../use-rights.ts';
import { AttentionCard } from './attention-card.tsx';
import { HeldLine, LetterLine, OrderLine, StockLine, ViolationLine } from './attention-lines.tsx';

/** As many as one answer holds: what is more is told as "100+". */
const most = 100;

export default function OverviewPage() {
  const { overview: words, common } = useMerchantMessages();
  const { areas } = useRights();
  const queries = useQueryClient();
  const may = { orders: areas.includes('orders'), stock: areas.includes('stock'), letters: areas.includes('letters') };
  const stuck = listOf(useInfiniteQuery({ ...adminOrdersQuery({ stuck: true }, most), enabled: may.orders }));
  const held = listOf(useInfiniteQuery({ ...adminOrdersQuery({ held: true }, most), enabled: may.orders }));
  const ship = listOf(useInfiniteQuery({ ...adminOrdersQuery({ status: 'CONFIRMED' }, most), enabled: may.orders }));
  const low = listOf(useInfiniteQuery({ ...stockListQuery(true, most), enabled: may.stock }));
  const letters = listOf(useInfiniteQuery({ ...lettersQuery({ status: 'waiting' }, most), enabled: may.letters }));
  const watch = useQuery({ ...violationsQuery, enabled: may.letters });
  const broken = {
    items: watch.data?.items,
    error: watch.error,
    retry: () => void watch.refetch(),
    more: { has: false },
  };
  const notWatched = watch.data?.unavailable ?? [];
  const asked = [
    ...(may.orders ? [stuck, ship, held] : []),
    ...(may.stock ? [low] : []),
    ...(may.letters ? [letters, broken] : []),
  ];
  const isKnown = asked.every(({ items }) => items);
  const waiting = asked.filter(({ items }) => items && items.length > 0).length;
  const unavailable = letters.pages?.[0]?.unavailable ?? [];
  return (
    <div className="stack">
      <div className="spread">
        <div>
          <PageHeading>{words.title}</PageHeading>
          <p className="soft" role="status">
            {isKnown ? (waiting === 0 ? words.allWell : words.some(waiting)) : '\u00a0'}
          </p>
        </div>
        <Button look="quiet" onClick={() => void queries.invalidateQueries({ queryKey: ['merchant'] })}>
          {common.refresh}
        </Button>
      </div>
      <div className="merchant-attention">
        {may.orders && (
          <>
            <AttentionCard words={words.stuck} tone="bad" to={merchantPaths.stuckOrders} list={stuck}>
              {(order) => <OrderLine key={order.id} order={order} />}
            </AttentionCard>
            <AttentionCard words={words.ship} tone="warn" to={merchantPaths.ordersIn('CONFIRMED')} list={ship}>
              {(order) => <OrderLine key={order.id} order={order} />}
            </AttentionCard>
            <AttentionCard words={words.held} tone="warn" to={merchantPaths.heldOrders} list={held}>
              {(order) => <HeldLine key={order.id} order={order} />}
            </AttentionCard>
          </>
        )}
        {may.letters && (
          <>
            <AttentionCard
              words={words.broken}
              tone="bad"
              list={broken}
              note={notWatched.length > 0 ? words.unavailable(notWatched.join(', ')) : undefined}
            >
              {(violation) => (
                <ViolationLine
                  key={`${violation.service}/${violation.invariant}/${violation.id}`}
                  violation={violation}
                />
              )}
            </AttentionCard>
            <AttentionCard
              words={words.letters}
              tone="bad"
              to={areaPaths.letters}
              list={letters}
              note={unavailable.length > 0 ? words.unavailable(unavailable.join(', ')) : undefined}
            >
              {(letter) => <LetterLine key={`${letter.service}/${letter.id}`} letter={letter} />}
            </AttentionCard>
          </>
        )}
        {may.stock && (
          <AttentionCard words={words.low} tone="warn" to={merchantPaths.lowStock} list={low}>
            {(item) => <StockLine key={item.productId} item={item} />}
          </AttentionCard>
        )}
      </div>
    </div>
  );
}
