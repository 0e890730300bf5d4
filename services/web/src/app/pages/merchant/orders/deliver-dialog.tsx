/** Marks an order as delivered. */
import { deliverOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import { type OrderDialogProps, useOrderAction } from './use-order-action.ts';

export function DeliverDialog({ order: { id }, open, onClose }: OrderDialogProps) {
  const texts = useMerchantMessages().orders.deliver;
  const problemTexts = useProblemTexts();
  const { act, isPending, error, close } = useOrderAction({ id, done: texts.done, onClose }, () => deliverOrder(id));
  return (
    <ActionDialog
      open={open}
      title={texts.title}
      text={texts.text}
      action={texts.action}
      busy={isPending}
      problem={error ? problemTexts(error) : undefined}
      onClose={close}
      onAction={() => act(undefined)}
    />
  );
}
