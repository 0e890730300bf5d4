/** The overview: everything that needs the attention of a merchant. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { deadLettersQuery } from '../api/dead-letters.ts';
import { violationsQuery } from '../api/invariants.ts';
import { adminOrdersQuery } from '../api/orders.ts';
import { stockListQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths, merchantPaths } from '../merchant-paths.ts';
import { flattenPages } from '../parts/flatten-pages.ts';
import { useRights } from '../use-rights.ts';
import { AttentionCard } from './attention-card.tsx';
import { DeadLetterLine, HeldLine, OrderLine, StockLine, ViolationLine } from './attention-lines.tsx';

/** Page size of the lists; more entries are shown as "100+". */
const maxItems = 100;

export default function OverviewPage() {
  const { overview: texts, common } = useMerchantMessages();
  const { areas } = useRights();
  const queries = useQueryClient();
  const canAccess = {
    orders: areas.includes('orders'),
    stock: areas.includes('stock'),
    letters: areas.includes('letters'),
  };
  const stuck = flattenPages(
    useInfiniteQuery({ ...adminOrdersQuery({ stuck: true }, maxItems), enabled: canAccess.orders }),
  );
  const held = flattenPages(
    useInfiniteQuery({ ...adminOrdersQuery({ held: true }, maxItems), enabled: canAccess.orders }),
  );
  const ship = flattenPages(
    useInfiniteQuery({ ...adminOrdersQuery({ status: 'CONFIRMED' }, maxItems), enabled: canAccess.orders }),
  );
  const low = flattenPages(useInfiniteQuery({ ...stockListQuery(true, maxItems), enabled: canAccess.stock }));
  const letters = flattenPages(
    useInfiniteQuery({ ...deadLettersQuery({ status: 'waiting' }, maxItems), enabled: canAccess.letters }),
  );
  const violations = useQuery({ ...violationsQuery, enabled: canAccess.letters });
  const broken = {
    items: violations.data?.items,
    error: violations.error,
    retry: () => void violations.refetch(),
    more: { has: false },
  };
  const uncheckedServices = violations.data?.unavailable ?? [];
  const lists = [
    ...(canAccess.orders ? [stuck, ship, held] : []),
    ...(canAccess.stock ? [low] : []),
    ...(canAccess.letters ? [letters, broken] : []),
  ];
  const isKnown = lists.every(({ items }) => items);
  const waiting = lists.filter(({ items }) => items && items.length > 0).length;
  const unavailable = letters.pages?.[0]?.unavailable ?? [];
  return (
    <div className="stack">
      <div className="spread">
        <div>
          <PageHeading>{texts.title}</PageHeading>
          <p className="soft" role="status">
            {isKnown ? (waiting === 0 ? texts.allWell : texts.some(waiting)) : '\u00a0'}
          </p>
        </div>
        <Button variant="quiet" onClick={() => void queries.invalidateQueries({ queryKey: ['merchant'] })}>
          {common.refresh}
        </Button>
      </div>
      <div className="merchant-attention">
        {canAccess.orders && (
          <>
            <AttentionCard texts={texts.stuck} tone="bad" to={merchantPaths.stuckOrders} list={stuck}>
              {(order) => <OrderLine key={order.id} order={order} />}
            </AttentionCard>
            <AttentionCard texts={texts.ship} tone="warn" to={merchantPaths.ordersIn('CONFIRMED')} list={ship}>
              {(order) => <OrderLine key={order.id} order={order} />}
            </AttentionCard>
            <AttentionCard texts={texts.held} tone="warn" to={merchantPaths.heldOrders} list={held}>
              {(order) => <HeldLine key={order.id} order={order} />}
            </AttentionCard>
          </>
        )}
        {canAccess.letters && (
          <>
            <AttentionCard
              texts={texts.broken}
              tone="bad"
              list={broken}
              note={uncheckedServices.length > 0 ? texts.unavailable(uncheckedServices.join(', ')) : undefined}
            >
              {(violation) => (
                <ViolationLine
                  key={`${violation.service}/${violation.invariant}/${violation.id}`}
                  violation={violation}
                />
              )}
            </AttentionCard>
            <AttentionCard
              texts={texts.letters}
              tone="bad"
              to={areaPaths.letters}
              list={letters}
              note={unavailable.length > 0 ? texts.unavailable(unavailable.join(', ')) : undefined}
            >
              {(letter) => <DeadLetterLine key={`${letter.service}/${letter.id}`} letter={letter} />}
            </AttentionCard>
          </>
        )}
        {canAccess.stock && (
          <AttentionCard texts={texts.low} tone="warn" to={merchantPaths.lowStock} list={low}>
            {(item) => <StockLine key={item.productId} item={item} />}
          </AttentionCard>
        )}
      </div>
    </div>
  );
}
