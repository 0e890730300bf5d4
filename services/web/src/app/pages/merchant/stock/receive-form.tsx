/** Receives stock. A reference that was used before must be confirmed, in case it is the same delivery. */
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
import { cacheStock, type Delivery, receiveStock } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { createIdempotencyKeys } from '../orders/idempotency-keys.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { problemFieldErrors } from '../problem-field-errors.ts';
import { parseQuantity } from './parse-quantity.ts';
import { useStockProblem } from './use-stock-problem.ts';

export function ReceiveForm({ item: { productId } }: { readonly item: StockItem }) {
  const { stock, common } = useMerchantMessages();
  const texts = stock.receive;
  const { number } = useLanguage();
  const stockProblem = useStockProblem();
  const showToast = useToast();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [reference, setReference] = useState('');
  const [isSubmitted, setSubmitted] = useState(false);
  const quantity = parseQuantity(typed);
  const [idempotencyKeys] = useState(createIdempotencyKeys);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (delivery: Delivery) => receiveStock(productId, delivery, idempotencyKeys.keyOf(delivery)),
    onSuccess: (item, delivery) => {
      idempotencyKeys.renew();
      cacheStock(queries, item);
      showToast(texts.done(number(delivery.quantity)));
      setTyped('');
      setReference('');
      setSubmitted(false);
    },
  });
  const isDuplicate = isApiError(error, 'duplicate-reference');
  const receive = (more: Pick<Delivery, 'confirmDuplicate'> = {}) => {
    setSubmitted(true);
    if (quantity !== undefined && reference.trim() && !isPending)
      mutate({ quantity, reference: reference.trim(), ...more });
  };
  const fieldErrors = problemFieldErrors(error, ['/quantity', '/reference']);
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        receive();
      }}
    >
      <h2>{texts.title}</h2>
      <TextField
        label={texts.quantity}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        error={
          isSubmitted && quantity === undefined
            ? texts.quantityFault(number(limits.stock.max))
            : fieldErrors['/quantity']
        }
      />
      <TextField
        label={texts.reference}
        hint={texts.referenceHint}
        maxLength={limits.text.deliveryReference}
        autoComplete="off"
        value={reference}
        onChange={({ target }) => setReference(target.value)}
        error={isSubmitted && !reference.trim() ? common.required : fieldErrors['/reference']}
      />
      {error && !isDuplicate && (
        <Notice tone="bad" alert>
          {stockProblem(error)}
        </Notice>
      )}
      <div>
        <Button type="submit" busy={isPending}>
          {texts.action}
        </Button>
      </div>
      <ActionDialog
        open={isDuplicate}
        title={texts.duplicateTitle}
        text={texts.duplicateText(reference.trim())}
        action={texts.duplicateAction}
        busy={isPending}
        onAction={() => receive({ confirmDuplicate: true })}
        onClose={reset}
      />
    </form>
  );
}
