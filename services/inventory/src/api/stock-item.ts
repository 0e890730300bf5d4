/** Maps a stock row to the API's stock item. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { availability, available } from '../domain/stock.ts';
import type { StockItemRow } from '../store/entities.ts';

export function toStockItem({ updatedAt, ...row }: StockItemRow): StockItem {
  const pieces = available(row);
  return { ...row, available: pieces, availability: availability(pieces), updatedAt: updatedAt.toISOString() };
}
