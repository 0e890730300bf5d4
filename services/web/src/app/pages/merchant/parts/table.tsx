/** A table where there is room; where there is none each row is a card, and each cell says of what it is. */
import type { ReactNode } from 'react';

/** A column of numbers: they stand below each other by their digits. */
interface NumberColumn {
  readonly number: string;
}

interface TableProps {
  /** Read out, not shown: what is in it. */
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
  /** The column's name, shown where the row is a card; none: the cell says it itself. */
  readonly of?: string;
  readonly number?: boolean;
  /** Short enough to stand in one line: a date, a word. */
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

/** What the row is about, and the way to it. */
export const RowHead = ({ children }: { readonly children: ReactNode }) => (
  <th scope="row" className="merchant-row-head">
    {children}
  </th>
);
