/**
 * How many bytes the gateway holds for clients at once, in all and for each client address: bodies that arrive and answers
 * that leave. Who holds much leaves room for the others.
 */
export interface MemoryBudget {
  /** An account for one request of a client. */
  open(client: string): MemoryAccount;
  /** Bytes that are held now. */
  used(): number;
}

export interface MemoryAccount {
  /** Takes the bytes, if there is room for them. */
  reserve(bytes: number): boolean;
  /** Gives everything back. */
  release(): void;
}

export interface MemoryLimits {
  readonly total: number;
  readonly perClient: number;
}

export function createMemoryBudget(limits: MemoryLimits): MemoryBudget {
  const byClient = new Map<string, number>();
  let all = 0;
  return {
    open(client) {
      let held = 0;
      return {
        reserve(bytes) {
          const own = (byClient.get(client) ?? 0) + bytes;
          if (own > limits.perClient || all + bytes > limits.total) return false;
          byClient.set(client, own);
          all += bytes;
          held += bytes;
          return true;
        },
        release() {
          const own = (byClient.get(client) ?? 0) - held;
          if (own > 0) byClient.set(client, own);
          else byClient.delete(client);
          all -= held;
          held = 0;
        },
      };
    },
    used: () => all,
  };
}
