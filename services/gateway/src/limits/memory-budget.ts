/**
 * Bounds the bytes the gateway holds for clients at once, in total and per client address: request and response bodies. A
 * client that holds much cannot take memory from the others.
 */
export interface MemoryBudget {
  /** An account for one request of a client. */
  open(client: string): MemoryAccount;
  /** Bytes held now. */
  used(): number;
}

export interface MemoryAccount {
  /** Reserves the bytes if both budgets allow it; false otherwise. */
  reserve(bytes: number): boolean;
  /** Releases everything this account has reserved. */
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
