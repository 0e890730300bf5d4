/**
 * Who is here. `unknown` only at the start of a page of somebody who was logged in before, until the provider was asked;
 * then `guest` or `person`. A person becomes `guest` by logging out in any tab, or when the session is over; `expired`
 * tells the two apart, so that a page can keep what was typed and ask to log in again.
 */

export interface Person {
  /** The token's subject. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'guest'; readonly expired: boolean }
  | { readonly status: 'person'; readonly person: Person };

/** Whose cart it is; undefined while that is unknown. */
export const ownerOf = (state: SessionState): string | undefined =>
  state.status === 'person' ? state.person.id : state.status === 'guest' ? 'guest' : undefined;

export const isMerchant = (state: SessionState): boolean =>
  state.status === 'person' && state.person.roles.includes('ADMIN');
