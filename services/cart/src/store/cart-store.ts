/**
 * Carts, one value per owner. A change is a compare-and-swap: read, decide, write if unchanged, otherwise try again. Changes of
 * one owner are serialized within this process, so conflicts come only from other instances.
 */
import { newId } from '@mambogo/contracts/ids.ts';
import { StateConflict, type StateStore, StateUnavailable } from '@mambogo/dapr/state.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { keyedMutex } from '@mambogo/service/process/keyed-mutex.ts';
import { type Cart, emptyCart } from '../domain/cart.ts';
import { CartRecord, emptyRecord } from './cart-record.ts';
import { isGuest, type Owner } from './owner.ts';

export interface CartStore {
  read(owner: Owner): Promise<CartRecord>;
  /**
   * Stores the result of `decide` under a new version, unless it is the cart it was given.
   * @param expectedVersion from If-Match; a different version is the problem precondition-failed
   * @throws Problem conflict after repeated write conflicts
   */
  change(owner: Owner, decide: Decide, expectedVersion?: string): Promise<CartRecord>;
  /**
   * Empties a cart permanently. For a day, late changes have no effect, whereas a stale write to a deleted key would succeed;
   * then the store deletes it.
   */
  erase(owner: Owner): Promise<void>;
  /** The owner has returned: gives a new guest's cart the time to live of any other. Its version stays. */
  keep(owner: Owner): Promise<void>;
  close(): Promise<void>;
}

/** May be called several times. */
export type Decide = (cart: Cart) => Cart | Promise<Cart>;

const maxAttempts = 5;
/** Longer than any request or event that may be in flight for an erased person. */
const erasedTtlSeconds = 86_400;

export interface CartTtls {
  /** Time to live of a cart after its last change. */
  readonly ttlSeconds: number;
  /** Time to live of a new guest's cart until the guest returns. */
  readonly newGuestTtlSeconds: number;
}

export function createCartStore(state: StateStore, { ttlSeconds, newGuestTtlSeconds }: CartTtls): CartStore {
  const mutex = keyedMutex();

  const read = (owner: Owner) => state.read(owner, CartRecord).catch(toUnavailable);

  async function attempt(owner: Owner, decide: Decide, expectedVersion?: string): Promise<CartRecord> {
    const found = await read(owner);
    const before = found?.value ?? emptyRecord();
    if (before.erased) return before;
    // The version of a frozen cart is never shown, so If-Match does not apply to it.
    const frozen = before.mergedInto !== undefined;
    if (expectedVersion !== undefined && expectedVersion !== before.version && !frozen)
      throw new Problem('precondition-failed', 'the cart has changed since you read it; read it again');
    const after = await decide(before);
    if (after === before) return before;
    const isNew = !found && isGuest(owner);
    const record = CartRecord.parse({
      ...after,
      lines: after.lines.map((line) => ({ ...line, lineId: line.lineId ?? newId() })),
      isNew: isNew || undefined,
      version: newId(),
      updatedAt: new Date().toISOString(),
    });
    const ttl = record.erased ? erasedTtlSeconds : isNew ? newGuestTtlSeconds : ttlSeconds;
    await state.write(owner, record, { etag: found?.etag, ttlSeconds: ttl }).catch(toUnavailable);
    return record;
  }

  const change: CartStore['change'] = (owner, decide, expectedVersion) =>
    mutex(owner, async () => {
      for (let left = maxAttempts; left > 0; left--) {
        try {
          return await attempt(owner, decide, expectedVersion);
        } catch (error) {
          if (!(error instanceof StateConflict)) throw error;
        }
      }
      throw new Problem('conflict', 'the cart is being changed concurrently; try again');
    });

  return {
    change,

    erase: async (owner) => {
      await change(owner, () => ({ ...emptyCart, erased: true }));
    },

    read: async (owner) => (await read(owner))?.value ?? emptyRecord(),

    keep: (owner) =>
      mutex(owner, async () => {
        const found = await read(owner);
        if (!found?.value.isNew) return;
        const { isNew: _isNew, ...record } = found.value;
        // A concurrent change has already extended it.
        await state.write(owner, record, { etag: found.etag, ttlSeconds }).catch((error: unknown) => {
          if (!(error instanceof StateConflict)) toUnavailable(error);
        });
      }),

    close: () => state.close(),
  };
}

function toUnavailable(error: unknown): never {
  if (!(error instanceof StateUnavailable)) throw error;
  throw new Problem(
    'upstream-unavailable',
    'the cart store is temporarily unavailable; try again',
    {},
    { cause: error },
  );
}
