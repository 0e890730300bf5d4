/** Announces when the next delivery is expected, or withdraws that. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { announceDelivery, cacheStock } from '../api/stock.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { createIdempotencyKeys } from '../orders/idempotency-keys.ts';
import { problemFieldErrors } from '../problem-field-errors.ts';
import { useStockProblem } from './use-stock-problem.ts';

export function AnnounceForm({ item }: { readonly item: StockItem }) {
  const { stock, common } = useMerchantMessages();
  const texts = stock.announce;
  const { calendarDay } = useLanguage();
  const stockProblem = useStockProblem();
  const showToast = useToast();
  const queries = useQueryClient();
  const [day, setDay] = useState(item.expectedOn ?? '');
  const [isSubmitted, setSubmitted] = useState(false);
  const [idempotencyKeys] = useState(createIdempotencyKeys);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (expectedOn: string | null) => {
      const body = { expectedOn };
      return announceDelivery(item.productId, body, idempotencyKeys.keyOf(body));
    },
    onSuccess: (after, expectedOn) => {
      idempotencyKeys.renew();
      cacheStock(queries, after);
      showToast(expectedOn ? texts.done(calendarDay(expectedOn)) : texts.withdrawn);
      setDay(expectedOn ?? '');
      setSubmitted(false);
    },
  });
  const fieldErrors = problemFieldErrors(error, ['/expectedOn']);
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setSubmitted(true);
        if (day && !isPending) mutate(day);
      }}
    >
      <h2>{texts.title}</h2>
      <p className="soft small">{texts.text}</p>
      <TextField
        label={texts.day}
        type="date"
        value={day}
        onChange={({ target }) => {
          setDay(target.value);
          reset();
        }}
        error={isSubmitted && !day ? common.required : fieldErrors['/expectedOn']}
      />
      {error && (
        <Notice tone="bad" alert>
          {stockProblem(error, item)}
        </Notice>
      )}
      <div className="row">
        <Button type="submit" variant="quiet" busy={isPending}>
          {texts.action}
        </Button>
        {item.expectedOn && (
          <Button variant="quiet" onClick={() => mutate(null)}>
            {texts.withdraw}
          </Button>
        )}
      </div>
    </form>
  );
}
