/** Pages that require a log-in. A guest is asked to log in; if the session ends, the page stays and a dialog asks to log in. */
import { useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Illustration } from '../design/illustration.tsx';
import { useMessages } from '../language/use-messages.ts';
import { session } from '../session/session.ts';
import type { Person } from '../session/session-state.ts';
import { useSession } from '../session/use-session.ts';
import { PageHeading } from './page-heading.tsx';
import { PageSkeleton } from './page-skeleton.tsx';

export function RequireAuth() {
  const { errors, shell } = useMessages();
  const state = useSession();
  const { pathname, search, hash } = useLocation();
  const last = useRef<Person>(undefined);
  if (state.status === 'person') last.current = state.person;
  const logIn = () => void session.signIn(pathname + search);
  const comesAsGuest = hash === '#guest' && state.status === 'guest';
  useEffect(() => {
    // From the link in a guest's mail.
    if (comesAsGuest) void session.signIn(pathname + search, 'guest');
  }, [comesAsGuest, pathname, search]);

  if (state.status === 'unknown' || comesAsGuest) return <PageSkeleton />;
  if (state.status === 'guest' && !(state.expired && last.current)) {
    return (
      <div className="state">
        <Illustration of="box" />
        <PageHeading>{shell.logIn}</PageHeading>
        <div className="row">
          <Button onClick={logIn}>{shell.logIn}</Button>
          <Button variant="quiet" onClick={() => void session.signIn(pathname + search, 'create')}>
            {shell.signUp}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <Outlet context={{ person: last.current } satisfies { person: Person | undefined }} />
      <Dialog
        open={state.status === 'guest'}
        title={errors.sessionTitle}
        onClose={() => undefined}
        buttons={<Button onClick={logIn}>{shell.logIn}</Button>}
      >
        <p>{errors.sessionText}</p>
      </Dialog>
    </>
  );
}
