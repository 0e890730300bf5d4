/** The address draft: kept in sessionStorage across reloads and log-ins, and prefilled from the last order. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ordersQuery } from '../../../api/orders.ts';
import { likelyCountry } from '../../country-names.ts';
import {
  type AddressDraft,
  addressErrors,
  type DraftField,
  fromAddress,
  inCountry,
  readDraft,
} from './address-draft.ts';

const storageKey = 'checkout-address';

export function useAddress(owner: string) {
  const [draft, setDraft] = useState<AddressDraft>(() =>
    readDraft(sessionStorage.getItem(storageKey), likelyCountry(navigator.languages)),
  );
  const [left, setLeft] = useState<ReadonlySet<DraftField>>(new Set());
  const [isSubmitted, setSubmitted] = useState(false);
  const orders = useInfiniteQuery(ordersQuery(owner));
  const last = orders.data?.pages[0]?.items[0]?.shippingAddress;
  useEffect(() => {
    // Only prefill an untouched form.
    if (last) setDraft((now) => (now.name || now.line1 || now.city ? now : fromAddress(last, now.country)));
  }, [last]);
  useEffect(() => sessionStorage.setItem(storageKey, JSON.stringify(draft)), [draft]);

  const all = addressErrors(draft);
  const shown = Object.fromEntries(
    Object.entries(all).filter(([field]) => isSubmitted || [...left].some((one) => one === field)),
  );
  return {
    draft,
    /** Errors of the visited fields, or of all fields after a submit. */
    errors: shown,
    isComplete: Object.keys(all).length === 0,
    change: (field: DraftField, value: string) =>
      setDraft((now) => (field === 'country' ? inCountry(now, value) : { ...now, [field]: value })),
    leave: (field: DraftField) => setLeft((now) => new Set([...now, field])),
    /** Shows all errors from now on. */
    want: () => setSubmitted(true),
  };
}
