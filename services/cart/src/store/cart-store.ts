/**
 * Carts, one value per owner. A change is: read, decide, write over exactly what was read; when somebody else was faster,
 * again. Changes of one owner wait for each other within this process, so only other instances are ever faster.
 */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { StateConflict, type StateStore, StateUnavailable } from '@mambogo/dapr/state.ts';
import { Problem } from '@mambogo/service/problem.ts';
import { type Cart, emptyCart } from '../domain/cart.ts';
import { CartRecord } from './cart-record.ts';
import { inTurn } from './in-turn.ts';

/** Whose cart: a customer's id. */
export type Owner = CustomerId;

export interface CartStore {
  read(owner: Owner): Promise<CartRecord>;
  /**
   * Stores what `decide` answers and gives it a new version, unless it answers the very cart it was given.
   * @param expectedVersion the owner's If-Match; another version is the problem precondition-failed
   * @throws Problem conflict when others were faster again and again
   */
  change(owner: Owner, decide: Decide, expectedVersion?: string): Promise<CartRecord>;
}

/** May be asked several times. */
export type Decide = (cart: Cart) => Cart | Promise<Cart>;

const attempts = 5;
/** The version of a cart nobody ever put anything into. */
const never = '00000000-0000-0000-0000-000000000000';

export function createCartStore(state: StateStore, ttlSeconds: number): CartStore {
  const turns = inTurn();

  const read = (owner: Owner) => state.read(owner, CartRecord).catch(unreachable);

  async function attempt(owner: Owner, decide: Decide, expectedVersion?: string): Promise<CartRecord> {
    const found = await read(owner);
    const before = found?.value ?? unused();
    if (expectedVersion !== undefined && expectedVersion !== before.version)
      throw new Problem('precondition-failed', 'the cart has changed since you read it; read it again');
    const after = await decide(before);
    if (after === before) return before;
    const { lines, applied } = after;
    const record = CartRecord.parse({ lines, applied, version: newId(), updatedAt: new Date().toISOString() });
    await state.write(owner, record, { etag: found?.etag, ttlSeconds }).catch(unreachable);
    return record;
  }

  return {
    read: async (owner) => (await read(owner))?.value ?? unused(),

    change: (owner, decide, expectedVersion) =>
      turns(owner, async () => {
        for (let left = attempts; left > 0; left--) {
          try {
            return await attempt(owner, decide, expectedVersion);
          } catch (error) {
            if (!(error instanceof StateConflict)) throw error;
          }
        }
        throw new Problem('conflict', 'the cart is being changed from several places at once; try again');
      }),
  };
}

const unused = (): CartRecord => ({
  ...emptyCart,
  version: never,
  updatedAt: new Date().toISOString(),
});

function unreachable(error: unknown): never {
  if (!(error instanceof StateUnavailable)) throw error;
  throw new Problem('upstream-unavailable', 'carts cannot be reached right now; try again', {}, { cause: error });
}
