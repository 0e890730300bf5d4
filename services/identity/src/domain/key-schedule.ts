/**
 * Which signing key signs, which ones are only published, and which changes are due. A key is published before it signs, for
 * longer than any client caches the key set, and stays published until nothing it signed is in use. Pure.
 *
 * created -> published -> (after `publishBeforeUse`) signs -> (the next one signs) published -> (after `keepAfterUse`)
 * removed
 */
export interface KeySchedule {
  /** Seconds until a key is replaced. */
  readonly rotateAfter: number;
  /** Seconds in which a key is published and does not sign yet. */
  readonly publishBeforeUse: number;
  /** Seconds in which a key that no longer signs stays published. */
  readonly keepAfterUse: number;
}

export interface AgedKey {
  readonly kid: string;
  /** Seconds since it was created. */
  readonly age: number;
}

export interface KeyPlan {
  /** In the order of the key set: the signing key comes first. */
  readonly published: readonly string[];
  readonly removed: readonly string[];
  readonly createNext: boolean;
}

/** @param keys newest first */
export function planKeys(
  keys: readonly AgedKey[],
  { rotateAfter, publishBeforeUse, keepAfterUse }: KeySchedule,
): KeyPlan {
  const known = keys.findIndex(({ age }) => age >= publishBeforeUse);
  const signing = known === -1 ? keys.length - 1 : known;
  const isOver = (at: number): boolean => {
    const successor = keys[at - 1];
    return at > signing && successor !== undefined && successor.age - publishBeforeUse >= keepAfterUse;
  };
  const remaining = keys.filter((_, at) => !isOver(at));
  const [newest] = keys;
  const first = keys[signing];
  return {
    published: first ? [first.kid, ...remaining.filter((key) => key !== first).map(({ kid }) => kid)] : [],
    removed: keys.filter((_, at) => isOver(at)).map(({ kid }) => kid),
    createNext: !newest || newest.age >= rotateAfter,
  };
}
