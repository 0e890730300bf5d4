/** The pay button, with the result of the last attempt above it. */
import type { Money } from '@mambogo/contracts/money.ts';
import { isApiError } from '../../../api/api-error.ts';
import { Button, ButtonLink } from '../../../design/button.tsx';
import { errorMessage } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { orderPath } from '../../../page-paths.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';
import type { CheckoutAttempt } from './checkout-attempt.ts';
import { isHoldingLimitProblem, PlacementRejected } from './placement-rejected.tsx';
import { TermsNotice } from './terms-notice.tsx';
import type { PlacementState } from './use-place-order.ts';

interface PayButtonProps {
  /** undefined: what will be charged is not known yet. */
  readonly total: Money | undefined;
  readonly placing: PlacementState;
  /** The card form is creating a token. */
  readonly isAsking: boolean;
  readonly error?: string;
  readonly onAgain: (attempt: CheckoutAttempt) => void;
}

export function PayButton({ total, placing, isAsking, error, onAgain }: PayButtonProps) {
  const { checkout } = useAccountMessages();
  const { money } = useLanguage();
  const busy = isAsking || placing.type === 'sending';
  return (
    <>
      {error && (
        <Notice tone="bad" alert>
          {error}
        </Notice>
      )}
      {placing.type === 'failed' && <Failed {...placing} onAgain={onAgain} />}
      {placing.type === 'bought' ? (
        <Notice tone="good" title={checkout.alreadyTitle} alert>
          {checkout.alreadyText(placing.number)}
          <ButtonLink to={orderPath(placing.orderId)}>{checkout.toOrder}</ButtonLink>
        </Notice>
      ) : (
        <Button type="submit" large wide busy={busy} disabled={!total}>
          {busy ? checkout.paying : checkout.pay(total ? money(total) : '…')}
        </Button>
      )}
      <p className="soft small">{checkout.secure}</p>
      <TermsNotice />
    </>
  );
}

interface FailedProps {
  readonly error: unknown;
  readonly again?: CheckoutAttempt;
  readonly onAgain: (attempt: CheckoutAttempt) => void;
}

function Failed({ error, again, onAgain }: FailedProps) {
  const { errors } = useMessages();
  const { checkout } = useAccountMessages();
  const [title, text] = errorMessage(error, errors);
  // The session dialog already asks to log in.
  if (isApiError(error, 'unauthenticated')) return null;
  if (isHoldingLimitProblem(error)) return <PlacementRejected error={error} />;
  return (
    <Notice tone="bad" title={again ? title : checkout.failedTitle} alert>
      <p>{again ? checkout.failedText : text}</p>
      {again && (
        <Button variant="quiet" onClick={() => onAgain(again)}>
          {checkout.retry}
        </Button>
      )}
    </Notice>
  );
}
