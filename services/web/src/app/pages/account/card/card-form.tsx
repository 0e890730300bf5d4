/** The card form of the payment provider. Card details never reach the shop, only a token. */
import { useQuery } from '@tanstack/react-query';
import { lazy, type Ref, Suspense } from 'react';
import { paymentProviderQuery } from '../../../api/orders.ts';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import type { CardFormHandle } from './card-form-handle.ts';
import { cardFormHeight } from './card-form-height.ts';
import { SimulatorForm } from './simulator-form.tsx';

const StripeForm = lazy(() => import('./stripe-form.tsx'));

export interface CardFormProps {
  readonly ref: Ref<CardFormHandle>;
  /** Called when Enter is pressed in a complete form. */
  readonly onEnter: () => void;
}

export function CardForm({ ref, onEnter }: CardFormProps) {
  const { data: provider, error, refetch } = useQuery(paymentProviderQuery);
  const skeleton = <Skeleton height={`${cardFormHeight}px`} />;
  if (error && !provider) return <ErrorState error={error} retry={refetch} />;
  if (!provider) return skeleton;
  if (provider.provider === 'simulator')
    return <SimulatorForm ref={ref} formUrl={provider.formUrl} onEnter={onEnter} />;
  return (
    <Suspense fallback={skeleton}>
      <StripeForm ref={ref} publishableKey={provider.publishableKey} onEnter={onEnter} />
    </Suspense>
  );
}
