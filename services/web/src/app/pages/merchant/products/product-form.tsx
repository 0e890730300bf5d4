/** The form of a product: its fields, what is wrong with them, and saving. */
import { type ReactNode, useEffect, useRef } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useProblemWords } from '../parts/use-problem-words.ts';
import { problemFaults } from '../problem-faults.ts';
import { PictureFields } from './picture-fields.tsx';
import { ProductFields } from './product-fields.tsx';
import type { ProductFormState } from './use-product-form.ts';

interface ProductFormProps {
  readonly form: ProductFormState;
  readonly action: string;
  /** Beside the buttons. */
  readonly children?: ReactNode;
}

export function ProductForm({ form, action, children }: ProductFormProps) {
  const { products: words } = useMerchantMessages();
  const problemWords = useProblemWords();
  const element = useRef<HTMLFormElement>(null);
  const { draft, error, tries, faults, isPending, now, touched } = form;
  const pictures = draft.images.flatMap((_, place) => [`/images/${place}/url`, `/images/${place}/alt`]);
  const fields = ['/sku', '/name', '/description', '/price', '/category', '/brand', '/tags', ...pictures];
  const told: Record<string, string> = {
    ...(isApiError(error, 'conflict') ? { '/sku': words.skuTaken } : problemFaults(error, fields)),
    ...Object.fromEntries(Object.entries(faults).map(([field, code]) => [field, words.faults[code]])),
  };
  const wrong = Object.keys(told).filter((field) => field !== '').length;
  // After a try that failed: to the first field that needs another look.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each try, and when the shop answered
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries, error]);
  return (
    <form
      ref={element}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending && !now) form.submit();
      }}
    >
      <ProductFields draft={draft} faults={told} change={form.change} />
      <PictureFields images={draft.images} faults={told} change={(images) => form.change({ images })} />
      {wrong > 0 ? (
        <Notice tone="bad" alert>
          {words.fix(wrong)}
        </Notice>
      ) : (
        error && (
          <Notice tone="bad" alert>
            {told[''] ?? problemWords(error)}
          </Notice>
        )
      )}
      <div className="row merchant-save">
        <Button type="submit" busy={isPending} aria-disabled={now !== undefined || undefined}>
          {action}
        </Button>
        {touched && (
          <>
            <Button look="plain" onClick={form.discard}>
              {words.discard}
            </Button>
            <span className="soft small" role="status">
              {words.unsaved}
            </span>
          </>
        )}
        {children}
      </div>
    </form>
  );
}
