/**
 * Sync state of the cache: each kind in each namespace is a scope, and is listed, not installed, or not readable. Reconciling
 * starts once every scope has had a response; an unreadable scope in one namespace blocks no other namespace.
 */
import { isForbidden } from './api-error.ts';
import type { ResourceKind } from './resource-kinds.ts';

export interface CacheSyncState {
  /** Returns whether the scope was unavailable before. */
  markListed(kind: ResourceKind, namespace: string): boolean;
  /** Returns whether that changed the state: repeated rejections do not. */
  markUnavailable(kind: ResourceKind, namespace: string, error: unknown, missing: boolean): boolean;
  synced(): boolean;
  /** Resolves once every scope has had a response. */
  readonly allSynced: Promise<void>;
  /** Kinds unknown to the API server, and kinds that can't be read now, with the reason; by kind and namespace. */
  readonly errors: ReadonlyMap<string, ScopeError>;
  /** Scopes of a namespace that were never read and may hold objects: what exists there is unknown. */
  unreadScopes(namespace: string): readonly ScopeError[];
}

export interface ScopeError {
  readonly kind: ResourceKind;
  /** Empty: all namespaces. */
  readonly namespace: string;
  readonly missing: boolean;
  /** The right to read it is missing; otherwise the read failed for another reason, and is tried again. */
  readonly forbidden: boolean;
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
      errors.set(scope, { kind, namespace, missing, forbidden: isForbidden(error), message });
      // The CRD of Storefront must exist; a server that is unavailable or busy will respond eventually.
      if ((missing && kind.kind !== 'Storefront') || isForbidden(error)) markAnswered(scope);
      return !isForbidden(error) || before !== message;
    },
    unreadScopes: (of) =>
      [...errors]
        .filter(([scope, { namespace, missing }]) => !missing && !listed.has(scope) && ['', of].includes(namespace))
        .map(([, scopeError]) => scopeError),
  };
}
