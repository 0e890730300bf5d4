/** Cancels an order with a reason, optionally visible to the customer. */
import { limits } from '@mambogo/contracts/limits.ts';
import { useState } from 'react';
import { TextField } from '../../../design/field.tsx';
import { cancelAnyOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import { problemFieldErrors } from '../problem-field-errors.ts';
import { type OrderDialogProps, useOrderAction } from './use-order-action.ts';
import { VisibleToCustomer } from './visible-to-customer.tsx';

export function CancelDialog({ order: { id }, open, onClose }: OrderDialogProps) {
  const { orders, common } = useMerchantMessages();
  const texts = orders.cancel;
  const problemTexts = useProblemTexts();
  const [reason, setReason] = useState('');
  const [isVisible, setVisible] = useState(false);
  const [isSubmitted, setSubmitted] = useState(false);
  const { act, isPending, error, close } = useOrderAction({ id, done: texts.done, onClose }, () =>
    cancelAnyOrder(id, { reason: reason.trim(), visibleToCustomer: isVisible }),
  );
  const isMissing = isSubmitted && reason.trim() === '';
  return (
    <ActionDialog
      open={open}
      bad
      title={texts.title}
      text={texts.text}
      action={texts.action}
      busy={isPending}
      problem={error ? problemTexts(error) : undefined}
      onClose={close}
      onAction={() => {
        setSubmitted(true);
        if (reason.trim()) act(undefined);
      }}
    >
      <TextField
        label={common.reason}
        hint={texts.reasonHint}
        maxLength={limits.text.reason}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        error={isMissing ? common.required : problemFieldErrors(error, ['/reason'])['/reason']}
      />
      <VisibleToCustomer checked={isVisible} onChange={setVisible} />
    </ActionDialog>
  );
}
