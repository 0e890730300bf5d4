/** An order is called off, with a reason, which the customer reads if that is wanted. */
import { useState } from 'react';
import { TextField } from '../../../design/field.tsx';
import { cancelAnyOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import { problemFaults } from '../problem-faults.ts';
import { type OrderDialogProps, useOrderAction } from './use-order-action.ts';
import { VisibleToCustomer } from './visible-to-customer.tsx';

export function CancelDialog({ order: { id }, open, onClose }: OrderDialogProps) {
  const { orders, common } = useMerchantMessages();
  const words = orders.cancel;
  const problemWords = useProblemWords();
  const [reason, setReason] = useState('');
  const [isVisible, setVisible] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const { act, isPending, error, close } = useOrderAction({ id, done: words.done, onClose }, () =>
    cancelAnyOrder(id, { reason: reason.trim(), visibleToCustomer: isVisible }),
  );
  const isMissing = isWanted && reason.trim() === '';
  return (
    <ActionDialog
      open={open}
      bad
      title={words.title}
      text={words.text}
      action={words.action}
      busy={isPending}
      problem={error ? problemWords(error) : undefined}
      onClose={close}
      onAction={() => {
        setWanted(true);
        if (reason.trim()) act(undefined);
      }}
    >
      <TextField
        label={common.reason}
        hint={words.reasonHint}
        maxLength={200}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        fault={isMissing ? common.required : problemFaults(error, ['/reason'])['/reason']}
      />
      <VisibleToCustomer checked={isVisible} onChange={setVisible} />
    </ActionDialog>
  );
}
