/** Taking a product out of sale, after asking once more. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { rememberProduct, retireProduct } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';

export function RetireProduct({ product: { id, name } }: { readonly product: Product }) {
  const { products: words } = useMerchantMessages();
  const problemWords = useProblemWords();
  const say = useToast();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => retireProduct(id),
    onSuccess: (product) => {
      rememberProduct(queries, product);
      setOpen(false);
      say(words.retiredDone(product.name));
    },
  });
  return (
    <>
      <Button look="bad" onClick={() => setOpen(true)}>
        {words.retire}
      </Button>
      <ActionDialog
        open={isOpen}
        bad
        title={words.retireTitle(name)}
        text={words.retireText}
        action={words.retire}
        busy={isPending}
        problem={error ? problemWords(error) : undefined}
        onClose={() => {
          reset();
          setOpen(false);
        }}
        onAction={() => mutate()}
      />
    </>
  );
}
