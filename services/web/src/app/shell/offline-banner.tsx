/** Shows when the browser goes offline and comes back online. Queries made in between are retried automatically. */
import { useEffect, useState } from 'react';
import { useToast } from '../design/toasts.tsx';
import { useMessages } from '../language/use-messages.ts';

export function OfflineBanner() {
  const { shell } = useMessages();
  const showToast = useToast();
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const gone = () => setOffline(true);
    const back = () => {
      setOffline(false);
      showToast(shell.online);
    };
    if (!navigator.onLine) gone();
    addEventListener('offline', gone);
    addEventListener('online', back);
    return () => {
      removeEventListener('offline', gone);
      removeEventListener('online', back);
    };
  }, [showToast, shell]);
  return (
    <div role="status" className="offline" hidden={!offline}>
      {offline && shell.offline}
    </div>
  );
}
