/** Counts the streams that are open through this gateway: no user, no client address, and not all together, hold too many. */
export interface OpenStreams {
  /** Takes a place; the answer gives it back. Or says that there is none: for this user, this address, or anybody. */
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
