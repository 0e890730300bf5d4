/**
 * A product being typed, until the shop has it. A save names the version the draft was begun from; when the product was
 * changed meanwhile (412), the product as it is now is fetched and nothing typed is lost: it is carried over to the new
 * version, or discarded, as the merchant chooses.
 */
import type { Product, ProductInput } from '@mambogo/contracts/api/products.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { shopFacts } from '../../../shop-facts.ts';
import { readProductNow, rememberProduct } from '../api/products.ts';
import { useLocale } from '../parts/use-locale.ts';
import { type Editing, keepEditing, keptEditing } from './kept-draft.ts';
import { carryOver, isTouched } from './merge-drafts.ts';
import { draftOf, emptyDraft, type ProductDraft } from './product-draft.ts';
import { readProduct } from './read-product.ts';

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
  const place = product?.id ?? newProduct;
  const begin = (from: Product | undefined): Editing => {
    const base = from ? draftOf(from, locale) : emptyDraft;
    return { draft: base, base, version: from?.version ?? 0 };
  };
  const [kept] = useState(() => keptEditing(place));
  const [editing, setEditing] = useState<Editing>(() => kept ?? begin(product));
  const [now, setNow] = useState<Product>();
  const [tries, setTries] = useState(0);
  const { draft, base, version } = editing;
  const touched = isTouched(base, draft);
  useEffect(() => keepEditing(place, touched ? editing : undefined), [place, touched, editing]);
  // Nothing is typed here: what others changed is simply shown.
  const isBehind = product !== undefined && product.version !== version && !touched;
  if (isBehind && product) setEditing(begin(product));

  const read = readProduct(draft, locale, shopFacts);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (input: ProductInput) => save(input, version),
    onSuccess: (saved) => {
      keepEditing(place, undefined);
      setNow(undefined);
      setTries(0);
      setEditing(begin(product ? saved : undefined));
      rememberProduct(queries, saved);
      onSaved(saved);
    },
    onError: async (failure) => {
      if (product && isApiError(failure, 'precondition-failed')) setNow(await readProductNow(product.id));
    },
  });
  return {
    draft,
    base,
    touched,
    /** Of an earlier visit in this tab. */
    wasKept: kept !== undefined && touched,
    /** Local faults are shown once saving was tried. */
    faults: tries > 0 ? (read.faults ?? {}) : {},
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
      setEditing({ ...begun, draft: carryOver(base, begun.base, draft) });
      rememberProduct(queries, to);
      reset();
      setNow(undefined);
    },
    takeTheirs: (to: Product) => {
      setEditing(begin(to));
      rememberProduct(queries, to);
      reset();
      setTries(0);
      setNow(undefined);
    },
  };
}

export type ProductFormState = ReturnType<typeof useProductForm>;
