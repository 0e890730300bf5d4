/** Calling an order off, after asking once. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelOrder, orderQuery } from '../../../api/orders.ts';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { errorWords } from '../../../design/states.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';

interface CancelOrderProps {
  readonly order: Order;
  readonly owner: string;
}

export function CancelOrder({ order: { id }, owner }: CancelOrderProps) {
  const { order: words, checkout } = useAccountMessages();
  const { errors } = useMessages();
  const say = useToast();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => cancelOrder(id, reason.trim() || undefined),
    onSuccess: (order) => {
      queries.setQueryData(orderQuery(owner, id).queryKey, order);
      void queries.invalidateQueries({ queryKey: ['orders'] });
      setOpen(false);
      say(words.cancelled);
    },
    onError: () => queries.invalidateQueries({ queryKey: orderQuery(owner, id).queryKey }),
  });
  return (
    <>
      <Button look="bad" onClick={() => setOpen(true)}>
        {words.cancel}
      </Button>
      <Dialog
        open={isOpen}
        title={words.cancelTitle}
        onClose={() => {
          setOpen(false);
          reset();
        }}
        buttons={
          <>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {words.keep}
            </Button>
            <Button look="bad" busy={isPending} onClick={() => mutate()}>
              {words.cancel}
            </Button>
          </>
        }
      >
        <p>{words.cancelText}</p>
        <TextField
          label={words.cancelReason}
          optional={checkout.optional}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {error && (
          <Notice tone="bad" alert>
            {errorWords(error, errors)[1]}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
