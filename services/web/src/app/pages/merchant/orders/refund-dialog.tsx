/**
 * The refund dialog: the full remaining amount, selected items, or a custom amount; and whether to restock the items. Retries of
 * one submission result in one refund.
 */

import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { useRef, useState } from 'react';
import { isApiError, NetworkError } from '../../../api/api-error.ts';
import { TextField } from '../../../design/field.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { shopConfig } from '../../../shop-config.ts';
import { refundOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { isStepUp, stepUp } from '../parts/step-up.ts';
import { useLocale } from '../parts/use-locale.ts';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import { refundable } from './allowed-actions.ts';
import { createIdempotencyKeys } from './idempotency-keys.ts';
import { parseRefundAmount } from './refund-amount.ts';
import { noDraft, type RefundDraft, refundName } from './refund-draft.ts';
import { allGoods, goodsLeft, parseGoods, priceOfGoods } from './refund-goods.ts';
import { RefundGoodsFields } from './refund-goods-fields.tsx';
import { type OrderDialogProps, useOrderAction } from './use-order-action.ts';
import { VisibleToCustomer } from './visible-to-customer.tsx';

interface RefundDialogProps extends OrderDialogProps {
  readonly draft?: RefundDraft;
}

interface Wanted {
  readonly amount: Money;
  readonly goods?: readonly RefundedGoods[];
}

export function RefundDialog({ order, open, onClose, draft: savedDraft }: RefundDialogProps) {
  const { orders, common } = useMerchantMessages();
  const texts = orders.refund;
  const { money } = useLanguage();
  const locale = useLocale();
  const problemTexts = useProblemTexts();
  const idempotencyKeys = useRef(createIdempotencyKeys());
  const [draft, setDraft] = useState(savedDraft ?? noDraft);
  const [isSubmitted, setSubmitted] = useState(false);
  const change = (to: Partial<RefundDraft>) => setDraft((before) => ({ ...before, ...to }));

  const left: Money = { ...order.total, amount: refundable(order) };
  const lines = goodsLeft(order);
  // Items that were not shipped are restocked by default.
  const isHere = order.status === 'CONFIRMED';
  const restock = draft.restock ?? isHere;
  const typed = parseRefundAmount(draft.typed, left, locale, shopConfig.amounts.step);
  const wanted = read();

  function read(): Wanted | undefined {
    if (draft.how === 'amount') return typed.amount && { amount: typed.amount };
    if (draft.how === 'all') return { amount: left, ...(isHere || restock ? { goods: allGoods(lines, restock) } : {}) };
    const goods = parseGoods(lines, draft.goods, isHere);
    return goods && { amount: { ...left, amount: Math.min(priceOfGoods(lines, goods), left.amount) }, goods };
  }

  const { act, isPending, error, close } = useOrderAction(
    { id: order.id, done: texts.done(money(wanted?.amount ?? left)), onClose },
    async ({ amount, goods = [] }: Wanted) => {
      const texts = { reason: draft.reason.trim(), visibleToCustomer: draft.isVisible };
      const request = { amount, ...(goods.length > 0 ? { goods } : {}), ...texts };
      const refunded = await refundOrder(order.id, request, idempotencyKeys.current.keyOf(request)).catch(
        (cause: unknown) => {
          if (isStepUp(cause)) return stepUp(cause, refundName(order.id), draft);
          // After a definite error the next submission is a new request; after a lost response it is a retry.
          if (isApiError(cause) && !cause.passes && !cause.is('idempotency-in-flight')) idempotencyKeys.current.renew();
          throw cause;
        },
      );
      idempotencyKeys.current.renew();
      setDraft(noDraft);
      setSubmitted(false);
      return refunded;
    },
  );
  const problem = !error
    ? undefined
    : isApiError(error, 'refund-exceeds-payment')
      ? texts.exceeds(money(left))
      : error instanceof NetworkError
        ? texts.again
        : problemTexts(error);
  const choice = (how: RefundDraft['how'], label: string) => (
    <label className="check">
      <input type="radio" name="refund" checked={draft.how === how} onChange={() => change({ how })} />
      {label}
    </label>
  );
  return (
    <ActionDialog
      open={open}
      title={texts.title}
      action={texts.action}
      busy={isPending}
      problem={problem}
      onClose={close}
      onAction={() => {
        setSubmitted(true);
        if (wanted && wanted.amount.amount > 0 && draft.reason.trim()) act(wanted);
      }}
    >
      <fieldset className="field">
        <legend>{texts.how}</legend>
        {choice('all', texts.full(money(left)))}
        {lines.length > 0 && choice('goods', texts.ofGoods)}
        {choice('amount', texts.part)}
      </fieldset>
      {draft.how === 'all' && lines.length > 0 && (
        <label className="check">
          <input type="checkbox" checked={restock} onChange={({ target }) => change({ restock: target.checked })} />
          {isHere ? texts.restockAll : texts.restockCameBack}
        </label>
      )}
      {draft.how === 'goods' && (
        <>
          <RefundGoodsFields
            lines={lines}
            draft={draft.goods}
            restock={isHere}
            onChange={(goods) => change({ goods })}
          />
          <p className={isSubmitted && !wanted ? 'field-fault' : 'soft small'}>
            {wanted ? texts.goodsAmount(money(wanted.amount)) : texts.goodsFault}
          </p>
        </>
      )}
      {draft.how === 'amount' && (
        <TextField
          label={`${texts.amount} (${left.currency})`}
          inputMode="decimal"
          autoComplete="off"
          hint={texts.amountHint(money(left))}
          value={draft.typed}
          onChange={({ target }) => change({ typed: target.value })}
          error={isSubmitted && typed.error ? texts.faults[typed.error] : undefined}
        />
      )}
      <TextField
        label={common.reason}
        hint={texts.reasonHint}
        maxLength={limits.text.reason}
        value={draft.reason}
        onChange={({ target }) => change({ reason: target.value })}
        error={isSubmitted && draft.reason.trim() === '' ? common.required : undefined}
      />
      <VisibleToCustomer checked={draft.isVisible} onChange={(isVisible) => change({ isVisible })} />
    </ActionDialog>
  );
}
