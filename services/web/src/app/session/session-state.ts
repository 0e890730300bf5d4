/**
 * The session state. `unknown` only while a page starts for a user who was logged in before, until the provider responds;
 * then `guest` or `person`. A person becomes a `guest` by logging out in any tab or when the session ends; `expired`
 * distinguishes the two, so that a page can keep the user's input and ask them to log in again.
 */

export interface Person {
  /** The token's subject. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Buys without an account: no name, and a session in this browser only. */
  readonly isGuest: boolean;
}

export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'guest'; readonly expired: boolean }
  | { readonly status: 'person'; readonly person: Person };

/** The owner of the cart; undefined while unknown. */
export const ownerOf = (state: SessionState): string | undefined =>
  state.status === 'person' ? state.person.id : state.status === 'guest' ? 'guest' : undefined;

/** An administrator may do what an operator may. */
export const isOperator = (state: SessionState): boolean =>
  state.status === 'person' && state.person.roles.some((role) => role === 'OPERATOR' || role === 'ADMIN');

export const isMerchant = (state: SessionState): boolean =>
  state.status === 'person' && state.person.roles.includes('ADMIN');
