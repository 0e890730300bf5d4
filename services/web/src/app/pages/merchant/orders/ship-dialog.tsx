/** The goods leave the house: with whom, and under which number. */
import { useState } from 'react';
import { TextField } from '../../../design/field.tsx';
import { shipOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import { problemFaults } from '../problem-faults.ts';
import { type OrderDialogProps, useOrderAction } from './use-order-action.ts';

export function ShipDialog({ order: { id }, open, onClose }: OrderDialogProps) {
  const { orders, common } = useMerchantMessages();
  const words = orders.ship;
  const problemWords = useProblemWords();
  const [carrier, setCarrier] = useState('');
  const [trackingNumber, setTrackingNumber] = useState('');
  const [isWanted, setWanted] = useState(false);
  const { act, isPending, error, close } = useOrderAction({ id, done: words.done, onClose }, () =>
    shipOrder(id, { carrier: carrier.trim(), trackingNumber: trackingNumber.trim() }),
  );
  const told = problemFaults(error, ['/carrier', '/trackingNumber']);
  const fault = (text: string, field: string) => (isWanted && text.trim() === '' ? common.required : told[field]);
  return (
    <ActionDialog
      open={open}
      title={words.title}
      text={words.text}
      action={words.action}
      busy={isPending}
      problem={error ? problemWords(error) : undefined}
      onClose={close}
      onAction={() => {
        setWanted(true);
        if (carrier.trim() && trackingNumber.trim()) act(undefined);
      }}
    >
      <TextField
        label={words.carrier}
        maxLength={100}
        autoComplete="off"
        value={carrier}
        onChange={({ target }) => setCarrier(target.value)}
        fault={fault(carrier, '/carrier')}
      />
      <TextField
        label={words.tracking}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        value={trackingNumber}
        onChange={({ target }) => setTrackingNumber(target.value)}
        fault={fault(trackingNumber, '/trackingNumber')}
      />
    </ActionDialog>
  );
}
