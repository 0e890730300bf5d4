/** Money goes back, all that is left or a part of it. One press is one refund, however often it has to be sent. */
import type { Money } from '@mambogo/contracts/money.ts';
import { useRef, useState } from 'react';
import { isApiError, NetworkError } from '../../../api/api-error.ts';
import { TextField } from '../../../design/field.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { refundOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { isStepUp, stepUp } from '../parts/step-up.ts';
import { useLocale } from '../parts/use-locale.ts';
import { useProblemWords } from '../parts/use-problem-words.ts';
import { refundable } from './allowed-actions.ts';
import { createPress } from './press.ts';
import { readRefund } from './refund-amount.ts';
import { type OrderDialogProps, useOrderAction } from './use-order-action.ts';
import { VisibleToCustomer } from './visible-to-customer.tsx';

/** What was typed, kept over a log-in in between. */
export interface RefundDraft {
  readonly isPart: boolean;
  readonly typed: string;
  readonly reason: string;
  readonly isVisible: boolean;
}

export const refundName = (orderId: string): string => `refund:${orderId}`;

export function readRefundDraft(kept: unknown): RefundDraft | undefined {
  if (typeof kept !== 'object' || kept === null || !('isPart' in kept) || !('typed' in kept) || !('reason' in kept))
    return undefined;
  return {
    isPart: kept.isPart === true,
    typed: String(kept.typed),
    reason: String(kept.reason),
    isVisible: 'isVisible' in kept && kept.isVisible === true,
  };
}

interface RefundDialogProps extends OrderDialogProps {
  readonly draft?: RefundDraft;
}

export function RefundDialog({ order, open, onClose, draft }: RefundDialogProps) {
  const { orders, common } = useMerchantMessages();
  const words = orders.refund;
  const { money } = useLanguage();
  const locale = useLocale();
  const problemWords = useProblemWords();
  const press = useRef(createPress());
  const [isPart, setPart] = useState(draft?.isPart ?? false);
  const [typed, setTyped] = useState(draft?.typed ?? '');
  const [reason, setReason] = useState(draft?.reason ?? '');
  const [isVisible, setVisible] = useState(draft?.isVisible ?? false);
  const [isWanted, setWanted] = useState(false);

  const left: Money = { ...order.total, amount: refundable(order) };
  const read = isPart ? readRefund(typed, left, locale) : { amount: left };
  const { act, isPending, error, close } = useOrderAction(
    { id: order.id, done: words.done(money(read.amount ?? left)), onClose },
    async (amount: Money) => {
      const wish = { amount, reason: reason.trim(), visibleToCustomer: isVisible };
      const answer = await refundOrder(order.id, wish, press.current.keyOf(wish)).catch((failure: unknown) => {
        if (isStepUp(failure)) return stepUp(failure, refundName(order.id), { isPart, typed, reason, isVisible });
        // A clear no is an answer: pressing again is another wish. Silence is none.
        if (isApiError(failure) && !failure.passes && !failure.is('idempotency-in-flight')) press.current.renew();
        throw failure;
      });
      press.current.renew();
      setTyped('');
      setReason('');
      setVisible(false);
      setWanted(false);
      return answer;
    },
  );
  const problem = !error
    ? undefined
    : isApiError(error, 'refund-exceeds-payment')
      ? words.exceeds(money(left))
      : error instanceof NetworkError
        ? words.again
        : problemWords(error);
  const choice = (part: boolean, label: string) => (
    <label className="check">
      <input type="radio" name="refund" checked={isPart === part} onChange={() => setPart(part)} />
      {label}
    </label>
  );
  return (
    <ActionDialog
      open={open}
      title={words.title}
      action={words.action}
      busy={isPending}
      problem={problem}
      onClose={close}
      onAction={() => {
        setWanted(true);
        if (read.amount && read.amount.amount > 0 && reason.trim()) act(read.amount);
      }}
    >
      <fieldset className="field">
        <legend>{words.how}</legend>
        {choice(false, words.full(money(left)))}
        {choice(true, words.part)}
      </fieldset>
      {isPart && (
        <TextField
          label={`${words.amount} (${left.currency})`}
          inputMode="decimal"
          autoComplete="off"
          hint={words.amountHint(money(left))}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          fault={isWanted && 'fault' in read && read.fault ? words.faults[read.fault] : undefined}
        />
      )}
      <TextField
        label={common.reason}
        hint={words.reasonHint}
        maxLength={200}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        fault={isWanted && reason.trim() === '' ? common.required : undefined}
      />
      <VisibleToCustomer checked={isVisible} onChange={setVisible} />
    </ActionDialog>
  );
}
