/** The available actions of an order; each opens a confirmation. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { type ComponentType, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useInterrupted } from '../parts/step-up.ts';
import { useRights } from '../use-rights.ts';
import { actionsOf, type OrderAction } from './allowed-actions.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { DeliverDialog } from './deliver-dialog.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { type RefundDraft, readRefundDraft, refundName } from './refund-draft.ts';
import { isRefundInProgress } from './refund-in-progress.ts';
import { ShipDialog } from './ship-dialog.tsx';
import type { OrderDialogProps } from './use-order-action.ts';

const dialogs: Readonly<Record<OrderAction, ComponentType<OrderDialogProps & { draft?: RefundDraft }>>> = {
  ship: ShipDialog,
  deliver: DeliverDialog,
  cancel: CancelDialog,
  refund: RefundDialog,
};

export function OrderActions({ order }: { readonly order: AdminOrder }) {
  const { orders: texts } = useMerchantMessages();
  const draft = useInterrupted(refundName(order.id), readRefundDraft);
  const [open, setOpen] = useState<OrderAction | undefined>(draft && 'refund');
  const actions = actionsOf(order, useRights());
  return (
    <section className="card stack">
      <h2>{texts.actions}</h2>
      {actions.length > 0 ? (
        <div className="row">
          {actions.map((action, index) => (
            <Button
              key={action}
              variant={action === 'cancel' ? 'bad' : index === 0 && action !== 'refund' ? undefined : 'quiet'}
              onClick={() => setOpen(action)}
            >
              {texts[action].action}
            </Button>
          ))}
        </div>
      ) : (
        <p className="soft">{isRefundInProgress(order) ? texts.moneyByItself : texts.noActions}</p>
      )}
      {(Object.keys(dialogs) as OrderAction[]).map((action) => {
        const ActionDialog = dialogs[action];
        return (
          <ActionDialog
            key={action}
            order={order}
            open={open === action}
            onClose={() => setOpen(undefined)}
            draft={draft}
          />
        );
      })}
    </section>
  );
}
