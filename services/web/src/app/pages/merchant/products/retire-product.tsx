/** Retires a product after a confirmation. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { cacheProduct, retireProduct } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';

export function RetireProduct({ product: { id, name } }: { readonly product: Product }) {
  const { products: texts } = useMerchantMessages();
  const problemTexts = useProblemTexts();
  const showToast = useToast();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => retireProduct(id),
    onSuccess: (product) => {
      cacheProduct(queries, product);
      setOpen(false);
      showToast(texts.retiredDone(product.name));
    },
  });
  return (
    <>
      <Button variant="bad" onClick={() => setOpen(true)}>
        {texts.retire}
      </Button>
      <ActionDialog
        open={isOpen}
        bad
        title={texts.retireTitle(name)}
        text={texts.retireText}
        action={texts.retire}
        busy={isPending}
        problem={error ? problemTexts(error) : undefined}
        onClose={() => {
          reset();
          setOpen(false);
        }}
        onAction={() => mutate()}
      />
    </>
  );
}
