/** An in-memory state store with the semantics of the real one: first write wins, creating an existing key is a conflict. */
import { StateConflict, type StateStore } from '@mambogo/dapr/state.ts';

export interface MemoryState extends StateStore {
  /** Called before each write, to simulate another instance's write. */
  beforeWrite: (key: string) => Promise<void>;
  readonly writes: string[];
  /** Time to live in seconds of the last write of each key. */
  readonly ttls: Map<string, number>;
}

export function memoryState(): MemoryState {
  const values = new Map<string, { text: string; etag: number }>();
  const state: MemoryState = {
    beforeWrite: async () => undefined,
    writes: [],
    ttls: new Map(),
    async read(key, schema) {
      const found = values.get(key);
      return found && { value: schema.parse(JSON.parse(found.text)), etag: String(found.etag) };
    },
    async write(key, value, { etag, ttlSeconds }) {
      await state.beforeWrite(key);
      const found = values.get(key);
      if (etag !== (found && String(found.etag))) throw new StateConflict(key);
      values.set(key, { text: JSON.stringify(value), etag: (found?.etag ?? 0) + 1 });
      state.writes.push(key);
      state.ttls.set(key, ttlSeconds);
    },
    check: async () => undefined,
    close: async () => undefined,
  };
  return state;
}
