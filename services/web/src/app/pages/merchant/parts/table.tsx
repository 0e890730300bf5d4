/** A table; on narrow screens each row becomes a card with labelled cells. */
import type { ReactNode } from 'react';

/** A numeric column: right-aligned with tabular digits. */
interface NumberColumn {
  readonly number: string;
}

interface TableProps {
  /** Caption for screen readers, not shown. */
  readonly caption: string;
  readonly head: readonly (string | NumberColumn)[];
  readonly children: ReactNode;
}

export function Table({ caption, head, children }: TableProps) {
  return (
    <div className="table-wrap merchant-table">
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((column) =>
              typeof column === 'string' ? (
                <th key={column} scope="col">
                  {column}
                </th>
              ) : (
                <th key={column.number} scope="col" className="number">
                  {column.number}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

interface CellProps {
  /** The column's name, shown in card layout; none if the cell needs no label. */
  readonly of?: string;
  readonly number?: boolean;
  /** Short content that stays on one line, such as a date. */
  readonly tight?: boolean;
  readonly children: ReactNode;
}

export function Cell({ of, number = false, tight = false, children }: CellProps) {
  return (
    <td className={number ? 'number' : tight ? 'merchant-tight' : undefined} data-label={of}>
      {children}
    </td>
  );
}

/** The row header with its link. */
export const RowHead = ({ tight = false, children }: Pick<CellProps, 'tight' | 'children'>) => (
  <th scope="row" className={tight ? 'merchant-row-head merchant-tight' : 'merchant-row-head'}>
    {children}
  </th>
);
