/**
 * A page whose script did not come. Either the shop can't be reached, and then the page loads by itself as soon as it can; or
 * the script is of an older version that is no longer there. Which of the two is found out by asking the shop.
 */
import { useEffect, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Illustration } from '../design/illustration.tsx';
import { useMessages } from '../language/use-messages.ts';
import { PageSkeleton } from './page-skeleton.tsx';

/** Milliseconds between two tries; browsers don't notice every connection that comes back. */
const pause = 5_000;

export function UnreachedPage() {
  const { errors } = useMessages();
  const [state, setState] = useState<'asking' | 'unreachable' | 'renewed'>(navigator.onLine ? 'asking' : 'unreachable');
  useEffect(() => {
    let wasUnreachable = !navigator.onLine;
    const stop = new AbortController();
    const look = async () => {
      const isThere = await isReachable(stop.signal);
      if (stop.signal.aborted) return;
      // The browser remembers that the script failed, so only a new page fetches it again.
      if (isThere && wasUnreachable) location.reload();
      else if (!isThere) wasUnreachable = true;
      setState(isThere && !wasUnreachable ? 'renewed' : 'unreachable');
    };
    void look();
    const timer = setInterval(() => wasUnreachable && void look(), pause);
    const back = () => void look();
    addEventListener('online', back);
    return () => {
      stop.abort();
      clearInterval(timer);
      removeEventListener('online', back);
    };
  }, []);
  if (state === 'asking') return <PageSkeleton />;
  const isRenewed = state === 'renewed';
  return (
    <div className="state" role={isRenewed ? 'alert' : 'status'}>
      <Illustration of="cloud" />
      <h1>{isRenewed ? errors.newVersionTitle : errors.unreachableTitle}</h1>
      <p>{isRenewed ? errors.newVersionText : errors.unreachableText}</p>
      {isRenewed && <Button onClick={() => location.reload()}>{errors.reload}</Button>}
    </div>
  );
}

async function isReachable(signal: AbortSignal): Promise<boolean> {
  try {
    // Whatever is said of this address, somebody is there.
    const { status } = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store', signal });
    return status < 500;
  } catch {
    return false;
  }
}
