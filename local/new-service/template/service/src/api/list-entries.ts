/** GET /inventory: the entries, newest first, by cursor. Ids sort by time. */
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { LessThan } from 'typeorm';
import { InventoryEntryId, listInventoryEntries } from '../../../contracts/inventory.ts';
import type { Context } from '../context.ts';
import { toInventoryEntry } from '../domain/entry.ts';
import { EntryEntity } from '../store/entities.ts';

export const listEntriesApi = ({ database }: Pick<Context, 'database'>) =>
  handleRoute(listInventoryEntries, async ({ query: { cursor, size } }) => {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, InventoryEntryId);
    const rows = await database.manager.find(EntryEntity, {
      where: before ? { id: LessThan(before) } : {},
      order: { id: 'DESC' },
      take: size + 1,
    });
    const items = rows.slice(0, size).map(toInventoryEntry);
    const last = items.at(-1);
    return { status: 200, body: { items, next: rows.length > size && last ? encodeCursor(last.id) : undefined } };
  });
