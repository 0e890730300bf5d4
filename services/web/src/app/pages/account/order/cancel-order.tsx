/** Cancels an order after a confirmation. */

import type { Order } from '@mambogo/contracts/api/orders.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelOrder, orderQuery } from '../../../api/orders.ts';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { errorMessage } from '../../../design/empty-and-error-states.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';

interface CancelOrderProps {
  readonly order: Order;
  readonly owner: string;
}

export function CancelOrder({ order: { id }, owner }: CancelOrderProps) {
  const { order: texts, checkout } = useAccountMessages();
  const { errors } = useMessages();
  const showToast = useToast();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => cancelOrder(id, reason.trim() || undefined),
    onSuccess: (order) => {
      queries.setQueryData(orderQuery(owner, id).queryKey, order);
      void queries.invalidateQueries({ queryKey: ['orders'] });
      setOpen(false);
      showToast(texts.cancelled);
    },
    onError: () => queries.invalidateQueries({ queryKey: orderQuery(owner, id).queryKey }),
  });
  return (
    <>
      <Button variant="bad" onClick={() => setOpen(true)}>
        {texts.cancel}
      </Button>
      <Dialog
        open={isOpen}
        title={texts.cancelTitle}
        onClose={() => {
          setOpen(false);
          reset();
        }}
        buttons={
          <>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {texts.keep}
            </Button>
            <Button variant="bad" busy={isPending} onClick={() => mutate()}>
              {texts.cancel}
            </Button>
          </>
        }
      >
        <p>{texts.cancelText}</p>
        <TextField
          label={texts.cancelReason}
          optional={checkout.optional}
          maxLength={limits.text.reason}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {error && (
          <Notice tone="bad" alert>
            {errorMessage(error, errors)[1]}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
