/**
 * Money goes back: all that is left, that of goods, or an amount; and what becomes of the goods. One press is one refund, however
 * often it has to be sent.
 */
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { useRef, useState } from 'react';
import { isApiError, NetworkError } from '../../../api/api-error.ts';
import { TextField } from '../../../design/field.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { shopFacts } from '../../../shop-facts.ts';
import { refundOrder } from '../api/orders.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { isStepUp, stepUp } from '../parts/step-up.ts';
import { useLocale } from '../parts/use-locale.ts';
import { useProblemWords } from '../parts/use-problem-words.ts';
import { refundable } from './allowed-actions.ts';
import { createPress } from './press.ts';
import { readRefund } from './refund-amount.ts';
import { noDraft, type RefundDraft, refundName } from './refund-draft.ts';
import { allGoods, goodsLeft, priceOfGoods, readGoods } from './refund-goods.ts';
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

export function RefundDialog({ order, open, onClose, draft: kept }: RefundDialogProps) {
  const { orders, common } = useMerchantMessages();
  const words = orders.refund;
  const { money } = useLanguage();
  const locale = useLocale();
  const problemWords = useProblemWords();
  const press = useRef(createPress());
  const [draft, setDraft] = useState(kept ?? noDraft);
  const [isWanted, setWanted] = useState(false);
  const change = (to: Partial<RefundDraft>) => setDraft((before) => ({ ...before, ...to }));

  const left: Money = { ...order.total, amount: refundable(order) };
  const lines = goodsLeft(order);
  // What has not left the house goes back on the shelf, unless somebody says otherwise.
  const isHere = order.status === 'CONFIRMED';
  const restock = draft.restock ?? isHere;
  const typed = readRefund(draft.typed, left, locale, shopFacts.amounts.step);
  const wanted = read();

  function read(): Wanted | undefined {
    if (draft.how === 'amount') return typed.amount && { amount: typed.amount };
    if (draft.how === 'all') return { amount: left, ...(isHere || restock ? { goods: allGoods(lines, restock) } : {}) };
    const goods = readGoods(lines, draft.goods, isHere);
    return goods && { amount: { ...left, amount: Math.min(priceOfGoods(lines, goods), left.amount) }, goods };
  }

  const { act, isPending, error, close } = useOrderAction(
    { id: order.id, done: words.done(money(wanted?.amount ?? left)), onClose },
    async ({ amount, goods = [] }: Wanted) => {
      const words = { reason: draft.reason.trim(), visibleToCustomer: draft.isVisible };
      const wish = { amount, ...(goods.length > 0 ? { goods } : {}), ...words };
      const answer = await refundOrder(order.id, wish, press.current.keyOf(wish)).catch((failure: unknown) => {
        if (isStepUp(failure)) return stepUp(failure, refundName(order.id), draft);
        // A clear no is an answer: pressing again is another wish. Silence is none.
        if (isApiError(failure) && !failure.passes && !failure.is('idempotency-in-flight')) press.current.renew();
        throw failure;
      });
      press.current.renew();
      setDraft(noDraft);
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
  const choice = (how: RefundDraft['how'], label: string) => (
    <label className="check">
      <input type="radio" name="refund" checked={draft.how === how} onChange={() => change({ how })} />
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
        if (wanted && wanted.amount.amount > 0 && draft.reason.trim()) act(wanted);
      }}
    >
      <fieldset className="field">
        <legend>{words.how}</legend>
        {choice('all', words.full(money(left)))}
        {lines.length > 0 && choice('goods', words.ofGoods)}
        {choice('amount', words.part)}
      </fieldset>
      {draft.how === 'all' && lines.length > 0 && (
        <label className="check">
          <input type="checkbox" checked={restock} onChange={({ target }) => change({ restock: target.checked })} />
          {isHere ? words.restockAll : words.restockCameBack}
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
          <p className={isWanted && !wanted ? 'field-fault' : 'soft small'}>
            {wanted ? words.goodsAmount(money(wanted.amount)) : words.goodsFault}
          </p>
        </>
      )}
      {draft.how === 'amount' && (
        <TextField
          label={`${words.amount} (${left.currency})`}
          inputMode="decimal"
          autoComplete="off"
          hint={words.amountHint(money(left))}
          value={draft.typed}
          onChange={({ target }) => change({ typed: target.value })}
          fault={isWanted && typed.fault ? words.faults[typed.fault] : undefined}
        />
      )}
      <TextField
        label={common.reason}
        hint={words.reasonHint}
        maxLength={200}
        value={draft.reason}
        onChange={({ target }) => change({ reason: target.value })}
        fault={isWanted && draft.reason.trim() === '' ? common.required : undefined}
      />
      <VisibleToCustomer checked={draft.isVisible} onChange={(isVisible) => change({ isVisible })} />
    </ActionDialog>
  );
}
