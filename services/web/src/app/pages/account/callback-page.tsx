/** Where the log-in page leads to: takes the tokens, brings the guest's cart along, goes on to where the visitor was. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { mergeCart } from '../../api/cart.ts';
import { Button, ButtonLink } from '../../design/button.tsx';
import { Illustration } from '../../design/illustration.tsx';
import { pagePaths } from '../../page-paths.ts';
import { session } from '../../session/session.ts';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useAccountMessages } from './language/use-account-messages.ts';

/** Once a page load, however often this is shown: a code is good for one use. */
let completing: Promise<string> | undefined;

export default function CallbackPage() {
  const { callback } = useAccountMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    completing ??= complete();
    completing.then(
      async (returnTo) => {
        // What is asked for the first time is not asked again because it became stale: an answer from before would stay.
        await queries.cancelQueries({ queryKey: ['cart'] });
        void queries.invalidateQueries({ queryKey: ['cart'] });
        navigate(returnTo, { replace: true });
      },
      () => setFailed(true),
    );
  }, [navigate, queries]);
  if (!failed) {
    return (
      <>
        <PageHeading hidden>{callback.title}</PageHeading>
        <PageSkeleton />
      </>
    );
  }
  return (
    <div className="state" role="alert">
      <Illustration of="cloud" />
      <PageHeading>{callback.failedTitle}</PageHeading>
      <p>{callback.failedText}</p>
      <div className="row">
        <Button onClick={() => void session.signIn(pagePaths.home)}>{callback.again}</Button>
        <ButtonLink to={pagePaths.home} variant="quiet">
          {callback.toShop}
        </ButtonLink>
      </div>
    </div>
  );
}

async function complete(): Promise<string> {
  const returnTo = await session.completeSignIn();
  // A guest's cart that can't come now waits for the next log-in: no reason to keep anyone out.
  await mergeCart().catch(() => undefined);
  return returnTo;
}
