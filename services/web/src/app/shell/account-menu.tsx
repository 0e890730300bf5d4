/** The log-in button or the account menu. Built on `<details>`, so it works with the keyboard. */
import { useCallback, useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { Icon } from '../design/icons.tsx';
import { useMessages } from '../language/use-messages.ts';
import { pagePaths } from '../page-paths.ts';
import { session } from '../session/session.ts';
import { isMerchant } from '../session/session-state.ts';
import { useSession } from '../session/use-session.ts';

export function AccountMenu() {
  const { shell } = useMessages();
  const state = useSession();
  const { pathname, search } = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  const close = useCallback(() => {
    if (menu.current) menu.current.open = false;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes on navigation
  useEffect(close, [pathname]);
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) close();
    };
    const byEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.open) return;
      close();
      menu.current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', byEscape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', byEscape);
    };
  }, [close]);

  if (state.status !== 'person') {
    return (
      <button
        type="button"
        className="icon-link"
        aria-busy={state.status === 'unknown'}
        onClick={() => void session.signIn(pathname + search)}
      >
        <Icon name="person" />
        <span className="icon-word">{shell.logIn}</span>
      </button>
    );
  }
  return (
    <details className="menu" ref={menu}>
      <summary className="icon-link" aria-label={`${shell.account}: ${state.person.name}`}>
        <Icon name="person" />
        <span className="icon-word">{state.person.name || shell.account}</span>
      </summary>
      <ul>
        <li>
          <Link to={pagePaths.orders}>{shell.orders}</Link>
        </li>
        <li>
          <Link to={pagePaths.account}>{shell.account}</Link>
        </li>
        {isMerchant(state) && (
          <li>
            <Link to="/merchant">{shell.merchant}</Link>
          </li>
        )}
        <li>
          <button type="button" onClick={() => void session.signOut()}>
            {shell.logOut}
          </button>
        </li>
      </ul>
    </details>
  );
}
