/** Marks an order as shipped, with carrier and tracking number. */
import { limits } from '@mambogo/contracts/limits.ts';
import { useState } from 'react';
import { TextField } from '../../../design/field.tsx';
import { shipOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import { problemFieldErrors } from '../problem-field-errors.ts';
import { type OrderDialogProps, useOrderAction } from './use-order-action.ts';

export function ShipDialog({ order: { id }, open, onClose }: OrderDialogProps) {
  const { orders, common } = useMerchantMessages();
  const texts = orders.ship;
  const problemTexts = useProblemTexts();
  const [carrier, setCarrier] = useState('');
  const [trackingNumber, setTrackingNumber] = useState('');
  const [isSubmitted, setSubmitted] = useState(false);
  const { act, isPending, error, close } = useOrderAction({ id, done: texts.done, onClose }, () =>
    shipOrder(id, { carrier: carrier.trim(), trackingNumber: trackingNumber.trim() }),
  );
  const fieldErrors = problemFieldErrors(error, ['/carrier', '/trackingNumber']);
  const fieldError = (text: string, field: string) =>
    isSubmitted && text.trim() === '' ? common.required : fieldErrors[field];
  return (
    <ActionDialog
      open={open}
      title={texts.title}
      text={texts.text}
      action={texts.action}
      busy={isPending}
      problem={error ? problemTexts(error) : undefined}
      onClose={close}
      onAction={() => {
        setSubmitted(true);
        if (carrier.trim() && trackingNumber.trim()) act(undefined);
      }}
    >
      <TextField
        label={texts.carrier}
        maxLength={limits.text.carrier}
        autoComplete="off"
        value={carrier}
        onChange={({ target }) => setCarrier(target.value)}
        error={fieldError(carrier, '/carrier')}
      />
      <TextField
        label={texts.tracking}
        maxLength={limits.text.trackingNumber}
        autoComplete="off"
        spellCheck={false}
        value={trackingNumber}
        onChange={({ target }) => setTrackingNumber(target.value)}
        error={fieldError(trackingNumber, '/trackingNumber')}
      />
    </ActionDialog>
  );
}
