/** Empty and error states of a page, with what to do next. */
import type { ReactNode } from 'react';
import { isApiError, isTransientError, NetworkError } from '../api/api-error.ts';
import { useMessages } from '../language/use-messages.ts';
import { Button } from './button.tsx';
import { Illustration } from './illustration.tsx';

interface EmptyStateProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** What to do next. */
  readonly action?: ReactNode;
  readonly illustration?: 'box' | 'cloud' | 'map';
}

export function EmptyState({ title, children, action, illustration = 'box' }: EmptyStateProps) {
  return (
    <div className="state">
      <Illustration of={illustration} />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && <div className="row">{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  readonly error: unknown;
  /** Retries the request. */
  readonly retry?: () => void;
}

export function ErrorState({ error, retry }: ErrorStateProps) {
  const { errors } = useMessages();
  const [title, text] = errorMessage(error, errors);
  return (
    <div className="state" role="alert">
      <Illustration of="cloud" />
      <h2>{title}</h2>
      <p>{text}</p>
      {isApiError(error) && error.problem.traceId && <p className="small">{errors.reference(error.problem.traceId)}</p>}
      {retry && (
        <div className="row">
          <Button onClick={retry}>{errors.tryAgain}</Button>
        </div>
      )}
    </div>
  );
}

type ErrorMessages = ReturnType<typeof useMessages>['errors'];

/** A title and a sentence for any error. */
export function errorMessage(error: unknown, errors: ErrorMessages): readonly [title: string, text: string] {
  if (error instanceof NetworkError) return [errors.offlineTitle, errors.offlineText];
  if (isApiError(error, 'not-found')) return [errors.notFoundTitle, errors.notFoundText];
  if (isApiError(error, 'rate-limited')) return [errors.tooFastTitle, errors.tooFastText];
  if (isApiError(error, 'forbidden')) return [errors.forbiddenTitle, errors.forbiddenText];
  if (isApiError(error, 'unauthenticated')) return [errors.sessionTitle, errors.sessionText];
  if (isTransientError(error)) return [errors.busyTitle, errors.busyText];
  return [errors.oddTitle, isApiError(error) ? error.message : errors.oddText];
}
