/** The card form of whoever takes the cards. What is typed there never reaches the shop: it hands out a token alone. */
import { useQuery } from '@tanstack/react-query';
import { lazy, type Ref, Suspense } from 'react';
import { paymentProviderQuery } from '../../../api/orders.ts';
import { Skeleton } from '../../../design/skeleton.tsx';
import { ErrorState } from '../../../design/states.tsx';
import type { CardFormHandle } from './card-form-handle.ts';
import { placeOfForm } from './place-of-form.ts';
import { SimulatorForm } from './simulator-form.tsx';

const StripeForm = lazy(() => import('./stripe-form.tsx'));

export interface CardFormProps {
  readonly ref: Ref<CardFormHandle>;
  /** Enter was pressed in a complete form. */
  readonly onEnter: () => void;
}

export function CardForm({ ref, onEnter }: CardFormProps) {
  const { data: provider, error, refetch } = useQuery(paymentProviderQuery);
  const place = <Skeleton height={`${placeOfForm}px`} />;
  if (error && !provider) return <ErrorState error={error} retry={refetch} />;
  if (!provider) return place;
  if (provider.provider === 'simulator')
    return <SimulatorForm ref={ref} formUrl={provider.formUrl} onEnter={onEnter} />;
  return (
    <Suspense fallback={place}>
      <StripeForm ref={ref} publishableKey={provider.publishableKey} onEnter={onEnter} />
    </Suspense>
  );
}
