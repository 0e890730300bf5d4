/** Everything that moved of a product, newest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { EmptyState } from '../../../design/states.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { movementsQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { listOf } from '../parts/list-of.ts';
import { ListStates } from '../parts/list-states.tsx';
import { ActorName } from '../parts/person-name.tsx';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { useRights } from '../use-rights.ts';

export function Movements({ productId }: { readonly productId: string }) {
  const { stock: words } = useMerchantMessages();
  const { dateTime, number } = useLanguage();
  const { areas } = useRights();
  const list = listOf(useInfiniteQuery(movementsQuery(productId)));
  return (
    <section className="stack">
      <h2>{words.movements}</h2>
      <ListStates {...list} empty={<EmptyState title={words.noMovements} />}>
        {(movements) => (
          <Table
            caption={words.movements}
            head={[words.type, { number: words.quantity }, words.at, words.why, words.by]}
          >
            {movements.map(({ id, type, quantity, at, orderId, reference, reason, actor }) => (
              <tr key={id}>
                <RowHead>{words.types[type]}</RowHead>
                <Cell of={words.quantity} number>
                  {number(quantity)}
                </Cell>
                <Cell of={words.at} tight>
                  {dateTime(at)}
                </Cell>
                <Cell of={words.why}>
                  {orderId && areas.includes('orders') ? (
                    <Link to={merchantPaths.order(orderId)}>{words.forOrder}</Link>
                  ) : (
                    (reference ?? reason ?? orderId ?? '–')
                  )}
                </Cell>
                <Cell of={words.by}>
                  <span className="small">
                    <ActorName actor={actor} />
                  </span>
                </Cell>
              </tr>
            ))}
          </Table>
        )}
      </ListStates>
    </section>
  );
}
