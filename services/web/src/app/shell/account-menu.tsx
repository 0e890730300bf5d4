/** The log-in button or the account menu. */
import { Link, useLocation } from 'react-router';
import { Icon } from '../design/icons.tsx';
import { Menu } from '../design/menu.tsx';
import { useMessages } from '../language/use-messages.ts';
import { merchantPath, opsPath, pagePaths } from '../page-paths.ts';
import { session } from '../session/session.ts';
import { isMerchant, isOperator } from '../session/session-state.ts';
import { useSession } from '../session/use-session.ts';

export function AccountMenu() {
  const { shell } = useMessages();
  const state = useSession();
  const { pathname, search } = useLocation();
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
    <Menu
      label={state.person.name ? `${shell.account}: ${state.person.name}` : shell.account}
      buttonClass="icon-link"
      button={
        <>
          <Icon name="person" />
          <span className="icon-word">{state.person.name || shell.account}</span>
        </>
      }
    >
      <li>
        <Link to={pagePaths.orders}>{shell.orders}</Link>
      </li>
      <li>
        <Link to={pagePaths.account}>{shell.account}</Link>
      </li>
      {isMerchant(state) && (
        <li>
          <Link to={merchantPath}>{shell.merchant}</Link>
        </li>
      )}
      {isOperator(state) && (
        <li>
          <Link to={opsPath}>{shell.operations}</Link>
        </li>
      )}
      <li>
        <button type="button" onClick={() => void session.signOut()}>
          {shell.logOut}
        </button>
      </li>
    </Menu>
  );
}
