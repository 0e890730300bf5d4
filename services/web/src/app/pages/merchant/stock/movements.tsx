/** Stock movements of a product, newest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { movementsQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { flattenPages } from '../parts/flatten-pages.ts';
import { ListStates } from '../parts/list-states.tsx';
import { ActorName } from '../parts/person-name.tsx';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { useRights } from '../use-rights.ts';

export function Movements({ productId }: { readonly productId: string }) {
  const { stock: texts } = useMerchantMessages();
  const { dateTime, number } = useLanguage();
  const { areas } = useRights();
  const list = flattenPages(useInfiniteQuery(movementsQuery(productId)));
  return (
    <section className="stack">
      <h2>{texts.movements}</h2>
      <ListStates {...list} empty={<EmptyState title={texts.noMovements} />}>
        {(movements) => (
          <Table
            caption={texts.movements}
            head={[texts.type, { number: texts.quantity }, texts.at, texts.why, texts.by]}
          >
            {movements.map(({ id, type, quantity, at, orderId, reference, reason, actor }) => (
              <tr key={id}>
                <RowHead>{texts.types[type]}</RowHead>
                <Cell of={texts.quantity} number>
                  {number(quantity)}
                </Cell>
                <Cell of={texts.at} tight>
                  {dateTime(at)}
                </Cell>
                <Cell of={texts.why}>
                  {orderId && areas.includes('orders') ? (
                    <Link to={merchantPaths.order(orderId)}>{texts.forOrder}</Link>
                  ) : (
                    (reference ?? reason ?? orderId ?? '–')
                  )}
                </Cell>
                <Cell of={texts.by}>
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
