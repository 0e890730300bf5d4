/** The error message of a merchant action: a translated text if there is one, else the detail of the problem. */
import { isApiError } from '../../../api/api-error.ts';
import { errorMessage } from '../../../design/empty-and-error-states.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

export function useProblemTexts() {
  const { errors } = useMessages();
  const { problems } = useMerchantMessages();
  return (error: unknown): string => {
    if (isApiError(error, 'invalid-transition')) return problems.notAnyMore;
    if (isApiError(error, 'threat-detected')) return problems.looksLikeAttack;
    if (isApiError(error, 'idempotency-in-flight')) return problems.inFlight;
    if (isApiError(error, 'validation') || isApiError(error, 'unprocessable')) return problems.notTaken(error.message);
    return errorMessage(error, errors)[1];
  };
}
