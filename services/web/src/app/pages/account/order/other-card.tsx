/** Another card for an order whose card did not work; its things are still set aside. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { newKey } from '../../../api/new-key.ts';
import { orderQuery, payOrder } from '../../../api/orders.ts';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { errorWords } from '../../../design/states.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { CardForm } from '../card/card-form.tsx';
import { type CardFormHandle, CardUnavailable, CardUnfinished } from '../card/card-form-handle.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';

interface OtherCardProps {
  readonly order: Order;
  readonly owner: string;
}

export function OtherCard({ order: { id }, owner }: OtherCardProps) {
  const { order: words, checkout } = useAccountMessages();
  const { errors } = useMessages();
  const queries = useQueryClient();
  const card = useRef<CardFormHandle>(null);
  const busy = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  const pay = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    setFault(undefined);
    try {
      const token = await card.current?.token();
      if (!token) return;
      const order = await payOrder(id, token, newKey());
      queries.setQueryData(orderQuery(owner, id).queryKey, order);
    } catch (error) {
      if (error instanceof CardUnfinished) setFault(checkout.cardUnfinished);
      else if (error instanceof CardUnavailable) setFault(checkout.cardFailed);
      else setFault(errorWords(error, errors)[1]);
      // It may have arrived, or have been paid elsewhere: the order says.
      void queries.invalidateQueries({ queryKey: orderQuery(owner, id).queryKey });
    } finally {
      busy.current = false;
      setBusy(false);
    }
  }, [id, owner, queries, checkout, errors]);

  return (
    <section className="stack">
      <h3>{words.retryTitle}</h3>
      <CardForm ref={card} onEnter={() => void pay()} />
      {fault && (
        <Notice tone="bad" alert>
          {fault}
        </Notice>
      )}
      <div>
        <Button large busy={isBusy} onClick={() => void pay()}>
          {words.retryPay}
        </Button>
      </div>
    </section>
  );
}
