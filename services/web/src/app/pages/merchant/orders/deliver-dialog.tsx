/** The goods arrived. */
import { deliverOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import { type OrderDialogProps, useOrderAction } from './use-order-action.ts';

export function DeliverDialog({ order: { id }, open, onClose }: OrderDialogProps) {
  const words = useMerchantMessages().orders.deliver;
  const problemWords = useProblemWords();
  const { act, isPending, error, close } = useOrderAction({ id, done: words.done, onClose }, () => deliverOrder(id));
  return (
    <ActionDialog
      open={open}
      title={words.title}
      text={words.text}
      action={words.action}
      busy={isPending}
      problem={error ? problemWords(error) : undefined}
      onClose={close}
      onAction={() => act(undefined)}
    />
  );
}
