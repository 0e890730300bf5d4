/** Adjusts the stock. A reduction is confirmed; the service rejects one below the reserved quantity. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { adjustStock, cacheStock, stockItemQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { createIdempotencyKeys } from '../orders/idempotency-keys.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { problemFieldErrors } from '../problem-field-errors.ts';
import { parseDelta } from './parse-quantity.ts';
import { useStockProblem } from './use-stock-problem.ts';

interface AdjustFormProps {
  readonly item: StockItem;
  readonly name: string;
}

export function AdjustForm({ item, name }: AdjustFormProps) {
  const { stock, common } = useMerchantMessages();
  const texts = stock.adjust;
  const { number } = useLanguage();
  const stockProblem = useStockProblem();
  const showToast = useToast();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [isSubmitted, setSubmitted] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [idempotencyKeys] = useState(createIdempotencyKeys);
  const delta = parseDelta(typed);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (pieces: number) => {
      const body = { delta: pieces, reason: reason.trim() };
      return adjustStock(item.productId, body, idempotencyKeys.keyOf(body));
    },
    onSuccess: (after, pieces) => {
      idempotencyKeys.renew();
      cacheStock(queries, after);
      showToast(texts.done(signed(pieces, number)));
      setTyped('');
      setReason('');
      setSubmitted(false);
    },
    onError: () => queries.invalidateQueries({ queryKey: stockItemQuery(item.productId).queryKey }),
    onSettled: () => setAsked(false),
  });
  const fieldErrors = problemFieldErrors(error, ['/delta', '/reason']);
  const submit = () => {
    setSubmitted(true);
    if (delta === undefined || !reason.trim()) return;
    if (delta < 0) setAsked(true);
    else mutate(delta);
  };
  return (
    <>
      <form
        className="card stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) submit();
        }}
      >
        <h2>{texts.title}</h2>
        <p className="soft small">{texts.text}</p>
        <TextField
          label={texts.delta}
          hint={delta === undefined ? texts.deltaHint : texts.preview(number(item.onHand), number(item.onHand + delta))}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            reset();
          }}
          error={
            isSubmitted && delta === undefined ? texts.deltaFault(number(limits.stock.max)) : fieldErrors['/delta']
          }
        />
        <TextField
          label={texts.reason}
          maxLength={limits.text.reason}
          autoComplete="off"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          error={isSubmitted && !reason.trim() ? common.required : fieldErrors['/reason']}
        />
        {error && (
          <Notice tone="bad" alert>
            {stockProblem(error, item)}
          </Notice>
        )}
        <div>
          <Button type="submit" variant="quiet" busy={isPending}>
            {texts.action}
          </Button>
        </div>
      </form>
      <ActionDialog
        open={isAsked}
        bad
        title={texts.confirmTitle}
        text={delta !== undefined && texts.confirmText(number(-delta), name)}
        action={texts.action}
        busy={isPending}
        onAction={() => delta !== undefined && mutate(delta)}
        onClose={() => setAsked(false)}
      />
    </>
  );
}

const signed = (pieces: number, number: (value: number) => string): string =>
  pieces > 0 ? `+${number(pieces)}` : number(pieces);
