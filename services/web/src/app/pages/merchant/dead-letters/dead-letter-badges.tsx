/** Status of a dead letter, and whether it needs attention. */
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { Badge } from '../../../design/badge.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

const statusTones = { waiting: 'warn', replayed: 'good', discarded: 'plain' } as const;

export function DeadLetterBadges({ letter: { status, kind } }: { readonly letter: DeadLetter }) {
  const { letters } = useMerchantMessages();
  return (
    <span className="merchant-badges">
      <Badge tone={statusTones[status]}>{letters.states[status]}</Badge>
      {status === 'waiting' && <Badge tone={kind === 'poison' ? 'bad' : 'plain'}>{letters.kinds[kind]}</Badge>}
    </span>
  );
}
