/** Table of stock by product. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { useLanguage } from '../../../language/language-context.tsx';
import { AvailabilityBadge } from '../../shop/availability-badge.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { ProductName } from '../parts/product-name.tsx';
import { Cell, RowHead, Table } from '../parts/table.tsx';

export function StockTable({ items }: { readonly items: readonly StockItem[] }) {
  const { stock: texts } = useMerchantMessages();
  const { figures } = texts;
  const { number } = useLanguage();
  return (
    <Table
      caption={texts.title}
      head={[
        texts.product,
        texts.state,
        { number: figures.available },
        { number: figures.reserved },
        { number: figures.onHand },
        { number: figures.sold },
      ]}
    >
      {items.map(({ productId, availability, available, reserved, onHand, sold }) => (
        <tr key={productId}>
          <RowHead>
            <ProductName id={productId} to={merchantPaths.stockOf(productId)} />
          </RowHead>
          <Cell of={texts.state}>
            <AvailabilityBadge availability={availability} />
          </Cell>
          <Cell of={figures.available} number>
            <strong>{number(available)}</strong>
          </Cell>
          <Cell of={figures.reserved} number>
            {number(reserved)}
          </Cell>
          <Cell of={figures.onHand} number>
            {number(onHand)}
          </Cell>
          <Cell of={figures.sold} number>
            {number(sold)}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
