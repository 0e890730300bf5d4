/** The count is corrected. Taking pieces away is asked once more; below what is set aside for orders the shop refuses it. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { adjustStock, rememberStock, stockItemQuery } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { createPress } from '../orders/press.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { problemFaults } from '../problem-faults.ts';
import { readDelta } from './read-pieces.ts';
import { useStockProblem } from './use-stock-problem.ts';

interface AdjustFormProps {
  readonly item: StockItem;
  readonly name: string;
}

export function AdjustForm({ item, name }: AdjustFormProps) {
  const { stock, common } = useMerchantMessages();
  const words = stock.adjust;
  const { number } = useLanguage();
  const stockProblem = useStockProblem();
  const say = useToast();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [isWanted, setWanted] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [press] = useState(createPress);
  const delta = readDelta(typed);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (pieces: number) => {
      const body = { delta: pieces, reason: reason.trim() };
      return adjustStock(item.productId, body, press.keyOf(body));
    },
    onSuccess: (after, pieces) => {
      press.renew();
      rememberStock(queries, after);
      say(words.done(signed(pieces, number)));
      setTyped('');
      setReason('');
      setWanted(false);
    },
    onError: () => queries.invalidateQueries({ queryKey: stockItemQuery(item.productId).queryKey }),
    onSettled: () => setAsked(false),
  });
  const told = problemFaults(error, ['/delta', '/reason']);
  const submit = () => {
    setWanted(true);
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
        <h2>{words.title}</h2>
        <p className="soft small">{words.text}</p>
        <TextField
          label={words.delta}
          hint={delta === undefined ? words.deltaHint : words.preview(number(item.onHand), number(item.onHand + delta))}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            reset();
          }}
          fault={isWanted && delta === undefined ? words.deltaFault(number(limits.stock.max)) : told['/delta']}
        />
        <TextField
          label={words.reason}
          maxLength={200}
          autoComplete="off"
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          fault={isWanted && !reason.trim() ? common.required : told['/reason']}
        />
        {error && (
          <Notice tone="bad" alert>
            {stockProblem(error, item)}
          </Notice>
        )}
        <div>
          <Button type="submit" look="quiet" busy={isPending}>
            {words.action}
          </Button>
        </div>
      </form>
      <ActionDialog
        open={isAsked}
        bad
        title={words.confirmTitle}
        text={delta !== undefined && words.confirmText(number(-delta), name)}
        action={words.action}
        busy={isPending}
        onAction={() => delta !== undefined && mutate(delta)}
        onClose={() => setAsked(false)}
      />
    </>
  );
}

const signed = (pieces: number, number: (value: number) => string): string =>
  pieces > 0 ? `+${number(pieces)}` : number(pieces);
