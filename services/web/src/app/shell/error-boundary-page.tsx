/** Shown when a page fails to render or one of its chunks fails to load. */
import { useRouteError } from 'react-router';
import { Button } from '../design/button.tsx';
import { Illustration } from '../design/illustration.tsx';
import { useMessages } from '../language/use-messages.ts';
import { UnreachedPage } from './unreached-page.tsx';

/** Error messages of browsers and Vite for a script or style sheet that failed to load. */
const notFetched = /dynamically imported module|importing a module script|unable to preload css/i;

export function ErrorBoundaryPage() {
  const { errors } = useMessages();
  const error = useRouteError();
  if (error instanceof Error && notFetched.test(error.message)) return <UnreachedPage />;
  return (
    <div className="state" role="alert">
      <Illustration of="cloud" />
      <h1>{errors.oddTitle}</h1>
      <p>{errors.oddText}</p>
      <Button onClick={() => location.reload()}>{errors.reload}</Button>
    </div>
  );
}
