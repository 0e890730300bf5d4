/** Limits the streams open through this gateway: per user, per client address and in total. */
export interface OpenStreams {
  /** Counts a stream and returns the function that closes it, or the limit that is reached. */
  open(user: string, address: string): (() => void) | 'user' | 'address' | 'all';
  count(): number;
}

export interface StreamLimits {
  readonly perUser: number;
  readonly perAddress: number;
  readonly total: number;
}

export function createOpenStreams(limits: StreamLimits): OpenStreams {
  const ofUser = new Map<string, number>();
  const ofAddress = new Map<string, number>();
  let all = 0;
  return {
    open(user, address) {
      if ((ofUser.get(user) ?? 0) >= limits.perUser) return 'user';
      if ((ofAddress.get(address) ?? 0) >= limits.perAddress) return 'address';
      if (all >= limits.total) return 'all';
      add(ofUser, user, 1);
      add(ofAddress, address, 1);
      all += 1;
      let open = true;
      return () => {
        if (!open) return;
        open = false;
        all -= 1;
        add(ofUser, user, -1);
        add(ofAddress, address, -1);
      };
    },
    count: () => all,
  };
}

function add(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
