/** The product form: fields, errors and save button. */
import { type ReactNode, useEffect, useRef } from 'react';
import { type ApiError, isApiError } from '../../../api/api-error.ts';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import { problemFieldErrors } from '../problem-field-errors.ts';
import { ImageFields } from './image-fields.tsx';
import { ProductFields } from './product-fields.tsx';
import type { ProductFormState } from './use-product-form.ts';

interface ProductFormProps {
  readonly form: ProductFormState;
  readonly action: string;
  /** Shown beside the buttons. */
  readonly children?: ReactNode;
}

export function ProductForm({ form, action, children }: ProductFormProps) {
  const { products: texts } = useMerchantMessages();
  const problemTexts = useProblemTexts();
  const element = useRef<HTMLFormElement>(null);
  const { draft, error, tries, errors, isPending, now, touched } = form;
  const pictures = draft.images.flatMap((_, index) => [`/images/${index}/url`, `/images/${index}/alt`]);
  const fields = [
    '/sku',
    '/slug',
    '/name',
    '/description',
    '/price',
    '/category',
    '/brand',
    '/tags',
    '/options',
    '/variantOf',
    ...pictures,
  ];
  const fieldErrors: Record<string, string> = {
    ...(isApiError(error, 'conflict') ? takenField(error, texts) : problemFieldErrors(error, fields)),
    ...Object.fromEntries(Object.entries(errors).map(([field, code]) => [field, texts.faults[code]])),
  };
  const wrong = Object.keys(fieldErrors).filter((field) => field !== '').length;
  // After a failed save, focuses the first invalid field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on each attempt and response
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
      <ProductFields draft={draft} errors={fieldErrors} change={form.change} />
      <ImageFields images={draft.images} errors={fieldErrors} change={(images) => form.change({ images })} />
      {wrong > 0 ? (
        <Notice tone="bad" alert>
          {texts.fix(wrong)}
        </Notice>
      ) : (
        error && (
          <Notice tone="bad" alert>
            {fieldErrors[''] ?? problemTexts(error)}
          </Notice>
        )
      )}
      <div className="row">
        <Button type="submit" busy={isPending} aria-disabled={now !== undefined || undefined}>
          {action}
        </Button>
        {touched && (
          <>
            <Button variant="plain" onClick={form.discard}>
              {texts.discard}
            </Button>
            <span className="soft small" role="status">
              {texts.unsaved}
            </span>
          </>
        )}
        {children}
      </div>
    </form>
  );
}

const takenField = (
  { problem }: ApiError,
  { skuTaken, slugTaken }: { skuTaken: string; slugTaken: string },
): Record<string, string> =>
  problem.errors?.some(({ pointer }) => pointer === '/slug') ? { '/slug': slugTaken } : { '/sku': skuTaken };
