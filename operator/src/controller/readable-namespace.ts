/** Whether the operator has read a namespace: what it may not create twice could be there. */
import type { WatchCache } from '../kube/watch-cache.ts';
import { ConditionError } from './status/condition-error.ts';

/**
 * Without knowing what exists nothing is created: it might exist already.
 * @throws ConditionError when objects in the namespace were never read: it is unknown what exists there
 */
export function requireReadableNamespace(cache: Pick<WatchCache, 'unreadScopes'>, namespace: string): void {
  const unread = cache.unreadScopes(namespace);
  const forbidden = unread.find((scope) => scope.forbidden);
  if (forbidden) {
    throw new ConditionError(
      'Forbidden',
      `the operator cannot read objects in ${namespace} (${forbidden.message}): add the namespace to the chart's value namespaces, which creates the Role`,
    );
  }
  const [failed] = unread;
  if (!failed) return;
  const what = `${failed.kind.kind} objects in ${namespace}`;
  throw new ConditionError('ReadFailed', `the operator cannot read ${what} now (${failed.message}) and tries again`);
}
