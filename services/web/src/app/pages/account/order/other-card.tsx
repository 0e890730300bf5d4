/** Payment with another card after a failed payment, while the items are still reserved. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';
import { orderQuery, payOrder } from '../../../api/orders.ts';
import { Button } from '../../../design/button.tsx';
import { errorMessage } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { CardForm } from '../card/card-form.tsx';
import { type CardFormHandle, CardIncomplete, CardUnavailable } from '../card/card-form-handle.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';

interface OtherCardProps {
  readonly order: Order;
  readonly owner: string;
}

export function OtherCard({ order: { id }, owner }: OtherCardProps) {
  const { order: texts, checkout } = useAccountMessages();
  const { errors } = useMessages();
  const queries = useQueryClient();
  const card = useRef<CardFormHandle>(null);
  const busy = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setFault] = useState<string>();

  const pay = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    setFault(undefined);
    try {
      const token = await card.current?.token();
      if (!token) return;
      const order = await payOrder(id, token, newIdempotencyKey());
      queries.setQueryData(orderQuery(owner, id).queryKey, order);
    } catch (error) {
      if (error instanceof CardIncomplete) setFault(checkout.cardUnfinished);
      else if (error instanceof CardUnavailable) setFault(checkout.cardFailed);
      else setFault(errorMessage(error, errors)[1]);
      // The request may have succeeded, or the order was paid elsewhere: refetch it.
      void queries.invalidateQueries({ queryKey: orderQuery(owner, id).queryKey });
    } finally {
      busy.current = false;
      setBusy(false);
    }
  }, [id, owner, queries, checkout, errors]);

  return (
    <section className="stack">
      <h3>{texts.retryTitle}</h3>
      <CardForm ref={card} onEnter={() => void pay()} />
      {error && (
        <Notice tone="bad" alert>
          {error}
        </Notice>
      )}
      <div>
        <Button large busy={isBusy} onClick={() => void pay()}>
          {texts.retryPay}
        </Button>
      </div>
    </section>
  );
}
