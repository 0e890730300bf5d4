/** A button that collects the personal data of the user and saves it as a file, created in the browser. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../api/client.ts';
import { saveFile } from '../../../api/save-file.ts';
import { Button } from '../../../design/button.tsx';
import { errorMessage } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { shopConfig } from '../../../shop-config.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';
import { collectMyData } from './collect-my-data.ts';

export function DownloadMyData() {
  const { account: texts } = useAccountMessages();
  const { errors } = useMessages();
  const [orders, setOrders] = useState(0);
  const leaving = useRef<AbortController>(undefined);
  // Leaving the page cancels the download.
  useEffect(() => () => leaving.current?.abort(), []);
  const {
    mutate,
    isPending,
    error,
    data: file,
  } = useMutation({
    async mutationFn() {
      setOrders(0);
      leaving.current = new AbortController();
      const { signal } = leaving.current;
      const { ownIdentity } = shopConfig;
      const data = await collectMyData({ client: api, ownIdentity, signal, onOrders: setOrders, wait });
      signal.throwIfAborted();
      const name = `my-data-${data.exportedAt.slice(0, 10)}.json`;
      saveFile(name, JSON.stringify(data, null, 2), 'application/json');
      return name;
    },
  });
  const [title, text] = errorMessage(error, errors);
  return (
    <div className="stack">
      {error && (
        <Notice tone="bad" alert title={title}>
          <p>{text}</p>
        </Notice>
      )}
      <div>
        <Button variant="quiet" busy={isPending} onClick={() => mutate()}>
          {error ? errors.tryAgain : texts.download}
        </Button>
      </div>
      <p className="soft small" role="status">
        {isPending ? texts.collecting(orders) : file ? texts.saved(file) : ''}
      </p>
    </div>
  );
}

const wait = (seconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1_000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
