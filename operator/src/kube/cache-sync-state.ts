/**
 * What the cache has read of the cluster so far: each kind in each namespace is a scope, and is listed, not installed, or
 * not readable. Work begins once every scope has had an answer; what may not be read in one namespace holds up no other.
 */
import { isForbidden } from './api-error.ts';
import type { ResourceKind } from './resource-kinds.ts';

export interface CacheSyncState {
  /** Answers whether it was not to be had before. */
  markListed(kind: ResourceKind, namespace: string): boolean;
  /** Answers whether that is news: to be refused again and again is not. */
  markUnavailable(kind: ResourceKind, namespace: string, error: unknown, missing: boolean): boolean;
  synced(): boolean;
  /** Resolves once every scope has been answered for. */
  readonly allSynced: Promise<void>;
  /** Kinds the API server does not know, and those that can't be read now, with the reason; by kind and namespace. */
  readonly errors: ReadonlyMap<string, ScopeError>;
  /** What was never read of a namespace and may hold something: nothing can be said of what is there. */
  unreadScopes(namespace: string): readonly ScopeError[];
}

export interface ScopeError {
  readonly kind: ResourceKind;
  /** Empty: all. */
  readonly namespace: string;
  readonly missing: boolean;
  readonly message: string;
}

export function createCacheSyncState(scopes: number): CacheSyncState {
  const errors = new Map<string, ScopeError>();
  const [listed, answered] = [new Set<string>(), new Set<string>()];
  const { promise: allSynced, resolve } = Promise.withResolvers<void>();
  const markAnswered = (scope: string) => {
    answered.add(scope);
    if (answered.size === scopes) resolve();
  };
  return {
    allSynced,
    errors,
    synced: () => answered.size === scopes,
    markListed(kind, namespace) {
      const scope = `${kind.kind}/${namespace}`;
      listed.add(scope);
      markAnswered(scope);
      return errors.delete(scope);
    },
    markUnavailable(kind, namespace, error, missing) {
      const scope = `${kind.kind}/${namespace}`;
      const message = error instanceof Error ? error.message : String(error);
      const before = errors.get(scope)?.message;
      errors.set(scope, { kind, namespace, missing, message });
      // Of Storefronts there must be a definition; a server that is away or busy will answer yet.
      if ((missing && kind.kind !== 'Storefront') || isForbidden(error)) markAnswered(scope);
      return !isForbidden(error) || before !== message;
    },
    unreadScopes: (of) =>
      [...errors]
        .filter(([scope, { namespace, missing }]) => !missing && !listed.has(scope) && ['', of].includes(namespace))
        .map(([, scopeError]) => scopeError),
  };
}
