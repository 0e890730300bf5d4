/** Reactivates a retired product, with a new SKU if another product has taken the old one. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { cacheProduct, reactivateProduct } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';

export function ReactivateProduct({ product: { id, name, sku } }: { readonly product: Product }) {
  const { products: texts } = useMerchantMessages();
  const problemWords = useProblemTexts();
  const showToast = useToast();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [typedSku, setTypedSku] = useState<string>();
  /** Shown after a rejection: the SKU must be changed. */
  const [isTaken, setTaken] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => reactivateProduct(id, typedSku),
    onSuccess: (product) => {
      cacheProduct(queries, product);
      setOpen(false);
      showToast(texts.reactivatedDone(product.name));
    },
    onError: (failure) => setTaken((before) => before || isApiError(failure, 'conflict')),
  });
  const isRefusedSku = isApiError(error, 'conflict') || isApiError(error, 'validation');
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.reactivate}</Button>
      <ActionDialog
        open={isOpen}
        title={texts.reactivateTitle(name)}
        text={texts.reactivateText}
        action={texts.reactivate}
        busy={isPending}
        problem={error && !isRefusedSku ? problemWords(error) : undefined}
        onClose={() => {
          reset();
          setOpen(false);
        }}
        onAction={() => mutate()}
      >
        {isTaken && (
          <TextField
            label={texts.fields.sku}
            hint={texts.skuHint}
            autoComplete="off"
            spellCheck={false}
            value={typedSku ?? sku}
            onChange={({ target }) => {
              setTypedSku(target.value.toUpperCase());
              reset();
            }}
            error={
              isApiError(error, 'conflict')
                ? texts.skuTakenMeanwhile
                : isApiError(error, 'validation')
                  ? texts.faults['sku-form']
                  : undefined
            }
          />
        )}
      </ActionDialog>
    </>
  );
}
