/** Dead letters that wait, and violated invariants. */
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import type { InvariantViolation } from '@mambogo/contracts/api/invariants.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { violationsQuery } from '../merchant/api/invariants.ts';
import { areaPaths } from '../merchant/merchant-paths.ts';
import { AttentionCard } from '../merchant/overview/attention-card.tsx';
import { DeadLetterLine } from '../merchant/overview/attention-lines.tsx';
import { useOpsMessages } from './language/use-ops-messages.ts';
import { opsOrderPath } from './ops-paths.ts';

interface AttentionProps {
  readonly letters: {
    readonly items: readonly DeadLetter[] | undefined;
    readonly pages: readonly { readonly unavailable: readonly string[] }[] | undefined;
    readonly error: unknown;
    readonly retry: () => void;
    readonly more: { readonly has: boolean };
  };
}

export function Attention({ letters }: AttentionProps) {
  const texts = useOpsMessages();
  const violations = useQuery({ ...violationsQuery, refetchInterval: 30_000 });
  const noteOf = (unavailable: readonly string[] = []) =>
    unavailable.length > 0 ? texts.unavailable(unavailable.join(', ')) : undefined;
  return (
    <div className="merchant-attention">
      <AttentionCard
        texts={texts.letters}
        tone="bad"
        to={areaPaths.letters}
        list={letters}
        note={noteOf(letters.pages?.[0]?.unavailable)}
      >
        {(letter) => <DeadLetterLine key={`${letter.service}/${letter.id}`} letter={letter} />}
      </AttentionCard>
      <AttentionCard
        texts={texts.violations}
        tone="bad"
        list={{
          items: violations.data?.items,
          error: violations.error,
          retry: () => void violations.refetch(),
          more: { has: false },
        }}
        note={noteOf(violations.data?.unavailable)}
      >
        {(violation) => (
          <ViolationLine key={`${violation.service}/${violation.invariant}/${violation.id}`} {...violation} />
        )}
      </AttentionCard>
    </div>
  );
}

const ViolationLine = ({ service, invariant, id, detail }: InvariantViolation) => (
  <li>
    <span translate="no">
      {service}: {invariant}
    </span>
    <span className="soft small merchant-below merchant-clip" translate="no">
      {service === 'order' ? <Link to={opsOrderPath(id)}>{id}</Link> : id}: {detail}
    </span>
  </li>
);
