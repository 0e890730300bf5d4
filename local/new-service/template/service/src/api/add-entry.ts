/** POST /inventory: adds an entry and emits its event, once per Idempotency-Key. */
import { newId } from '@mambogo/contracts/ids.ts';
import { withIdempotencyKey } from '@mambogo/messaging/idempotency/with-idempotency-key.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { addInventoryEntry, InventoryEntryId } from '../../../contracts/inventory.ts';
import { inventoryEntryAdded } from '../../../contracts/inventory-events.ts';
import type { Context } from '../context.ts';
import { type Entry, toInventoryEntry } from '../domain/entry.ts';
import { EntryEntity } from '../store/entities.ts';

export const addEntryApi = ({ runInTransaction }: Pick<Context, 'runInTransaction'>) =>
  handleRoute(addInventoryEntry, ({ body, caller, idempotencyKey: key }) => {
    const request = { caller: caller.subject, route: addInventoryEntry.id, key, request: body };
    const id = InventoryEntryId.parse(newId());
    return runInTransaction({ correlationId: id, actor: `customer:${caller.subject}` }, (unit) =>
      withIdempotencyKey(unit.manager, request, async () => {
        const entry: Entry = { id, ...body, createdAt: new Date() };
        const added = toInventoryEntry(entry);
        await unit.manager.insert(EntryEntity, entry);
        await unit.emit(inventoryEntryAdded, { ...body, entryId: id, createdAt: added.createdAt });
        return { status: 201, body: added };
      }),
    );
  });
