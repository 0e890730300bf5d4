/**
 * A product being typed, until the shop has it. A save names the version the draft was begun from; when the product was
 * changed meanwhile (412), the product as it is now is fetched and nothing typed is lost: it is carried over to the new
 * version, or discarded, as the merchant chooses.
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
import { draftOf, emptyDraft, type ProductDraft } from './product-draft.ts';

interface ProductFormOptions {
  /** undefined: it is a new one. */
  readonly product?: Product;
  readonly save: (input: ProductInput, version: number) => Promise<Product>;
  readonly onSaved: (product: Product) => void;
}

const newProduct = 'new';

export function useProductForm({ product, save, onSaved }: ProductFormOptions) {
  const locale = useLocale();
  const queries = useQueryClient();
  const storageKey = product?.id ?? newProduct;
  const begin = (from: Product | undefined): Editing => {
    const base = from ? draftOf(from, locale) : emptyDraft;
    return { draft: base, base, version: from?.version ?? 0 };
  };
  const [savedEditing] = useState(() => loadEditing(storageKey));
  const [editing, setEditing] = useState<Editing>(() => savedEditing ?? begin(product));
  const [now, setNow] = useState<Product>();
  const [tries, setTries] = useState(0);
  const { draft, base, version } = editing;
  const touched = isTouched(base, draft);
  useEffect(() => saveEditing(storageKey, touched ? editing : undefined), [storageKey, touched, editing]);
  // Nothing is typed here: what others changed is simply shown.
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
    /** Of an earlier visit in this tab. */
    wasKept: savedEditing !== undefined && touched,
    /** Local faults are shown once saving was tried. */
    errors: tries > 0 ? (read.errors ?? {}) : {},
    tries,
    error: isApiError(error, 'precondition-failed') ? null : error,
    isPending,
    /** The product as somebody else left it, while the merchant has to choose. */
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
