/**
 * The state of the product form. A save sends the version that the draft is based on; if the product was changed in the
 * meantime (412), the current product is fetched, and the merchant chooses to apply the draft to the new version or to
 * discard it.
 */
import type { Product, ProductInput } from '@mambogo/contracts/api/products.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { shopConfig } from '../../../shop-config.ts';
import { cacheProduct, fetchLatestProduct } from '../api/products.ts';
import { useLocale } from '../parts/use-locale.ts';
import { type Editing, loadEditing, saveEditing } from './draft-storage.ts';
import { isTouched, rebaseDraft } from './merge-drafts.ts';
import { parseProduct } from './parse-product.ts';
import { draftOf, emptyDraft, type ProductDraft, variantDraftOf } from './product-draft.ts';

interface ProductFormOptions {
  /** undefined for a new product. */
  readonly product?: Product;
  /** Of a new product: one that it is a further variant of. */
  readonly like?: Product | undefined;
  readonly save: (input: ProductInput, version: number) => Promise<Product>;
  readonly onSaved: (product: Product) => void;
}

const newProduct = 'new';

export function useProductForm({ product, like, save, onSaved }: ProductFormOptions) {
  const locale = useLocale();
  const queries = useQueryClient();
  const storageKey = product?.id ?? (like ? `${newProduct}-${like.id}` : newProduct);
  const begin = (from: Product | undefined): Editing => {
    const base = from ? draftOf(from, locale) : like ? variantDraftOf(like, locale) : emptyDraft;
    return { draft: base, base, version: from?.version ?? 0 };
  };
  const [savedEditing] = useState(() => loadEditing(storageKey));
  const [editing, setEditing] = useState<Editing>(() => savedEditing ?? begin(product));
  const [now, setNow] = useState<Product>();
  const [tries, setTries] = useState(0);
  const { draft, base, version } = editing;
  const touched = isTouched(base, draft);
  useEffect(() => saveEditing(storageKey, touched ? editing : undefined), [storageKey, touched, editing]);
  // Without local edits, changes by others are simply shown.
  const isBehind = product !== undefined && product.version !== version && !touched;
  if (isBehind && product) setEditing(begin(product));

  const read = parseProduct(draft, locale, shopConfig);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (input: ProductInput) => save(input, version),
    onSuccess: (saved) => {
      saveEditing(storageKey, undefined);
      setNow(undefined);
      setTries(0);
      setEditing(begin(product ? saved : undefined));
      cacheProduct(queries, saved);
      onSaved(saved);
    },
    onError: async (failure) => {
      if (product && isApiError(failure, 'precondition-failed')) setNow(await fetchLatestProduct(product.id));
    },
  });
  return {
    draft,
    base,
    touched,
    /** The draft was restored from an earlier visit in this tab. */
    wasKept: savedEditing !== undefined && touched,
    /** Validation errors, shown after the first attempt to save. */
    errors: tries > 0 ? (read.errors ?? {}) : {},
    tries,
    error: isApiError(error, 'precondition-failed') ? null : error,
    isPending,
    /** The current product after a concurrent change, until the merchant chooses. */
    now,
    change: (changes: Partial<ProductDraft>) => {
      if (error) reset();
      setEditing((before) => ({ ...before, draft: { ...before.draft, ...changes } }));
    },
    submit: () => {
      setTries((count) => count + 1);
      if (read.input) mutate(read.input);
    },
    discard: () => {
      reset();
      setTries(0);
      setEditing(begin(now ?? product));
      setNow(undefined);
    },
    carryOver: (to: Product) => {
      const begun = begin(to);
      setEditing({ ...begun, draft: rebaseDraft(base, begun.base, draft) });
      cacheProduct(queries, to);
      reset();
      setNow(undefined);
    },
    takeTheirs: (to: Product) => {
      setEditing(begin(to));
      cacheProduct(queries, to);
      reset();
      setTries(0);
      setNow(undefined);
    },
  };
}

export type ProductFormState = ReturnType<typeof useProductForm>;
