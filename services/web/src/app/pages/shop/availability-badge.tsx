/** The availability of a product. */
import type { Availability } from '@mambogo/contracts/api/products.ts';
import { Badge, type Tone } from '../../design/badge.tsx';
import { useMessages } from '../../language/use-messages.ts';

const tones: Readonly<Record<Availability, Tone>> = { 'in-stock': 'good', 'low-stock': 'warn', 'out-of-stock': 'bad' };

export function AvailabilityBadge({ availability }: { readonly availability: Availability }) {
  const { catalogue } = useMessages();
  return <Badge tone={tones[availability]}>{catalogue.states[availability]}</Badge>;
}
