/** Counts the streams that are open through this gateway, so that nobody, and not all together, hold too many. */
export interface OpenStreams {
  /** Takes a place; the answer gives it back. Or says that there is none: for this user, or for anybody. */
  open(user: string): (() => void) | 'user' | 'all';
  count(): number;
}

export function createOpenStreams(limits: { readonly perUser: number; readonly inAll: number }): OpenStreams {
  const ofUser = new Map<string, number>();
  let all = 0;
  return {
    open(user) {
      const own = ofUser.get(user) ?? 0;
      if (own >= limits.perUser) return 'user';
      if (all >= limits.inAll) return 'all';
      ofUser.set(user, own + 1);
      all += 1;
      let open = true;
      return () => {
        if (!open) return;
        open = false;
        all -= 1;
        const left = (ofUser.get(user) ?? 1) - 1;
        if (left > 0) ofUser.set(user, left);
        else ofUser.delete(user);
      };
    },
    count: () => all,
  };
}
