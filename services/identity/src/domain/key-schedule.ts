/**
 * Which signing key signs, which are only published, and what is due. A key is published before it signs, for longer than
 * anybody keeps a copy of the key set, and stays published until nothing it signed is in use any more. Pure.
 *
 * made -> published -> (after `publishedFirst`) signs -> (the next one signs) published -> (after `keptFor`) removed
 */
export interface KeySchedule {
  /** Seconds until a key is followed by another. */
  readonly rotateAfter: number;
  /** Seconds in which a key is published and does not sign yet. */
  readonly publishedFirst: number;
  /** Seconds in which a key that no longer signs stays published. */
  readonly keptFor: number;
}

export interface AgedKey {
  readonly kid: string;
  /** Seconds since it was made. */
  readonly age: number;
}

export interface KeyPlan {
  /** In the order of the key set: the one that signs is the first. */
  readonly published: readonly string[];
  readonly removed: readonly string[];
  readonly makeAnother: boolean;
}

/** @param keys newest first */
export function planKeys(keys: readonly AgedKey[], { rotateAfter, publishedFirst, keptFor }: KeySchedule): KeyPlan {
  const known = keys.findIndex(({ age }) => age >= publishedFirst);
  const signing = known === -1 ? keys.length - 1 : known;
  const isOver = (at: number): boolean => {
    const successor = keys[at - 1];
    return at > signing && successor !== undefined && successor.age - publishedFirst >= keptFor;
  };
  const kept = keys.filter((_, at) => !isOver(at));
  const [newest] = keys;
  const first = keys[signing];
  return {
    published: first ? [first.kid, ...kept.filter((key) => key !== first).map(({ kid }) => kid)] : [],
    removed: keys.filter((_, at) => isOver(at)).map(({ kid }) => kid),
    makeAnother: !newest || newest.age >= rotateAfter,
  };
}
