/** The log-in callback: redeems the code, merges the guest's cart, and returns to the previous page. */
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

/** Once per page load, however often it renders: a code can only be used once. */
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
        // Neither an outdated response in flight nor the cart of before may be shown: a price would be asked for it.
        await queries.cancelQueries({ queryKey: ['cart'] });
        void queries.resetQueries({ queryKey: ['cart'] });
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
  // A cart that can't be merged now is merged at the next log-in; the log-in itself still succeeds.
  await mergeCart().catch(() => undefined);
  return returnTo;
}
