/**
 * What the cache has read of the cluster so far: each kind in each namespace is a scope, and is listed, not installed, or
 * not readable. Work begins once every scope has had an answer; what may not be read in one namespace holds up no other.
 */
import { isForbidden } from './api-error.ts';
import type { ResourceKind } from './resource-kinds.ts';

export interface ScopeBook {
  /** Answers whether it was not to be had before. */
  listed(kind: ResourceKind, namespace: string): boolean;
  /** Answers whether that is news: to be refused again and again is not. */
  unavailable(kind: ResourceKind, namespace: string, error: unknown, missing: boolean): boolean;
  synced(): boolean;
  /** Resolves once every scope has been answered for. */
  readonly whole: Promise<void>;
  /** Kinds the API server does not know, and those that can't be read now, with the reason; by kind and namespace. */
  readonly troubles: ReadonlyMap<string, ScopeTrouble>;
  /** What was never read of a namespace and may hold something: nothing can be said of what is there. */
  unread(namespace: string): readonly ScopeTrouble[];
}

export interface ScopeTrouble {
  readonly kind: ResourceKind;
  /** Empty: all. */
  readonly namespace: string;
  readonly missing: boolean;
  readonly message: string;
}

export function createScopeBook(scopes: number): ScopeBook {
  const troubles = new Map<string, ScopeTrouble>();
  const [listed, answered] = [new Set<string>(), new Set<string>()];
  const { promise: whole, resolve } = Promise.withResolvers<void>();
  const answer = (scope: string) => {
    answered.add(scope);
    if (answered.size === scopes) resolve();
  };
  return {
    whole,
    troubles,
    synced: () => answered.size === scopes,
    listed(kind, namespace) {
      const scope = `${kind.kind}/${namespace}`;
      listed.add(scope);
      answer(scope);
      return troubles.delete(scope);
    },
    unavailable(kind, namespace, error, missing) {
      const scope = `${kind.kind}/${namespace}`;
      const message = error instanceof Error ? error.message : String(error);
      const before = troubles.get(scope)?.message;
      troubles.set(scope, { kind, namespace, missing, message });
      // Of Storefronts there must be a definition; a server that is away or busy will answer yet.
      if ((missing && kind.kind !== 'Storefront') || isForbidden(error)) answer(scope);
      return !isForbidden(error) || before !== message;
    },
    unread: (of) =>
      [...troubles]
        .filter(([scope, { namespace, missing }]) => !missing && !listed.has(scope) && ['', of].includes(namespace))
        .map(([, trouble]) => trouble),
  };
}
