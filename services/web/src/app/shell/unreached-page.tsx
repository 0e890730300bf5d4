/**
 * Shown when the script of a page fails to load. Either the shop is unreachable, and the page reloads once it is back; or the
 * script belongs to an older version that no longer exists. A request to the shop tells which.
 */
import { useEffect, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Illustration } from '../design/illustration.tsx';
import { useMessages } from '../language/use-messages.ts';
import { PageSkeleton } from './page-skeleton.tsx';

/** Milliseconds between attempts; browsers don't report every restored connection. */
const retryMs = 5_000;

export function UnreachedPage() {
  const { errors } = useMessages();
  const [state, setState] = useState<'asking' | 'unreachable' | 'renewed'>(navigator.onLine ? 'asking' : 'unreachable');
  useEffect(() => {
    let wasUnreachable = !navigator.onLine;
    const stop = new AbortController();
    const check = async () => {
      const isThere = await isReachable(stop.signal);
      if (stop.signal.aborted) return;
      // The browser caches the failed import, so only a reload fetches the script again.
      if (isThere && wasUnreachable) location.reload();
      else if (!isThere) wasUnreachable = true;
      setState(isThere && !wasUnreachable ? 'renewed' : 'unreachable');
    };
    void check();
    const timer = setInterval(() => wasUnreachable && void check(), retryMs);
    const back = () => void check();
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
    // Any response below 500 means that the shop is reachable.
    const { status } = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store', signal });
    return status < 500;
  } catch {
    return false;
  }
}
