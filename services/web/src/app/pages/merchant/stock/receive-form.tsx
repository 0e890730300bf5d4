/** Goods came in. A reference that was used before is asked about: the same delivery, or more of it? */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { type Delivery, receiveStock, rememberStock } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { createPress } from '../orders/press.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { problemFaults } from '../problem-faults.ts';
import { readQuantity } from './read-pieces.ts';
import { useStockProblem } from './use-stock-problem.ts';

export function ReceiveForm({ item: { productId } }: { readonly item: StockItem }) {
  const { stock, common } = useMerchantMessages();
  const words = stock.receive;
  const { number } = useLanguage();
  const stockProblem = useStockProblem();
  const say = useToast();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [reference, setReference] = useState('');
  const [isWanted, setWanted] = useState(false);
  const quantity = readQuantity(typed);
  const [press] = useState(createPress);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (delivery: Delivery) => receiveStock(productId, delivery, press.keyOf(delivery)),
    onSuccess: (item, delivery) => {
      press.renew();
      rememberStock(queries, item);
      say(words.done(number(delivery.quantity)));
      setTyped('');
      setReference('');
      setWanted(false);
    },
  });
  const isDuplicate = isApiError(error, 'duplicate-reference');
  const receive = (more: Pick<Delivery, 'confirmDuplicate'> = {}) => {
    setWanted(true);
    if (quantity !== undefined && reference.trim() && !isPending)
      mutate({ quantity, reference: reference.trim(), ...more });
  };
  const told = problemFaults(error, ['/quantity', '/reference']);
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        receive();
      }}
    >
      <h2>{words.title}</h2>
      <TextField
        label={words.quantity}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        fault={isWanted && quantity === undefined ? words.quantityFault(number(limits.stock.max)) : told['/quantity']}
      />
      <TextField
        label={words.reference}
        hint={words.referenceHint}
        maxLength={100}
        autoComplete="off"
        value={reference}
        onChange={({ target }) => setReference(target.value)}
        fault={isWanted && !reference.trim() ? common.required : told['/reference']}
      />
      {error && !isDuplicate && (
        <Notice tone="bad" alert>
          {stockProblem(error)}
        </Notice>
      )}
      <div>
        <Button type="submit" busy={isPending}>
          {words.action}
        </Button>
      </div>
      <ActionDialog
        open={isDuplicate}
        title={words.duplicateTitle}
        text={words.duplicateText(reference.trim())}
        action={words.duplicateAction}
        busy={isPending}
        onAction={() => receive({ confirmDuplicate: true })}
        onClose={reset}
      />
    </form>
  );
}
