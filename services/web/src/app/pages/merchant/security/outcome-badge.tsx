/** The outcome of a security event: success, failure or rejection. */
import type { SecurityEventEntry } from '@mambogo/contracts/api/security-events.ts';
import { Badge, type Tone } from '../../../design/badge.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

const tones: Readonly<Record<SecurityEventEntry['outcome'], Tone>> = {
  success: 'good',
  failure: 'warn',
  refused: 'bad',
};

export function OutcomeBadge({ outcome }: Pick<SecurityEventEntry, 'outcome'>) {
  const { security } = useMerchantMessages();
  return <Badge tone={tones[outcome]}>{security.outcomes[outcome]}</Badge>;
}
