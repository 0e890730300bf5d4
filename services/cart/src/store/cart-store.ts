/**
 * Carts, one value per owner. A change is: read, decide, write over exactly what was read; when somebody else was faster,
 * again. Changes of one owner wait for each other within this process, so only other instances are ever faster.
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
   * Stores what `decide` answers and gives it a new version, unless it answers the very cart it was given.
   * @param expectedVersion the owner's If-Match; another version is the problem precondition-failed
   * @throws Problem conflict when others were faster again and again
   */
  change(owner: Owner, decide: Decide, expectedVersion?: string): Promise<CartRecord>;
  /**
   * Empties a cart for good. What comes late finds it so for a day and changes nothing, where a key that was deleted would be
   * written by whoever read it before; then the store forgets it.
   */
  erase(owner: Owner): Promise<void>;
  /** Its owner has come back: a new guest's cart is kept as long as any other from now on. Its version stays. */
  keep(owner: Owner): Promise<void>;
}

/** May be asked several times. */
export type Decide = (cart: Cart) => Cart | Promise<Cart>;

const maxAttempts = 5;
/** Longer than anything that is under way for a person at the end. */
const erasedTtlSeconds = 86_400;

export interface CartTtls {
  /** Seconds an untouched cart is kept. */
  readonly ttlSeconds: number;
  /** Seconds a guest's cart is kept that nobody has come back to. */
  readonly newGuestTtlSeconds: number;
}

export function createCartStore(state: StateStore, { ttlSeconds, newGuestTtlSeconds }: CartTtls): CartStore {
  const mutex = keyedMutex();

  const read = (owner: Owner) => state.read(owner, CartRecord).catch(toUnavailable);

  async function attempt(owner: Owner, decide: Decide, expectedVersion?: string): Promise<CartRecord> {
    const found = await read(owner);
    const before = found?.value ?? emptyRecord();
    if (before.erased) return before;
    // A frozen cart is nobody's any more: its version was shown to nobody, so nobody can ask for another.
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
      throw new Problem('conflict', 'the cart is being changed from several places at once; try again');
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
        // Whoever was faster has kept it.
        await state.write(owner, record, { etag: found.etag, ttlSeconds }).catch((error: unknown) => {
          if (!(error instanceof StateConflict)) toUnavailable(error);
        });
      }),
  };
}

function toUnavailable(error: unknown): never {
  if (!(error instanceof StateUnavailable)) throw error;
  throw new Problem('upstream-unavailable', 'carts cannot be reached right now; try again', {}, { cause: error });
}
