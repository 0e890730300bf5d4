import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managedKinds, storefronts } from '../kube/resource-kinds.ts';
import { requireReadableNamespace } from './readable-namespace.ts';
import { ConditionError } from './status/condition-error.ts';

const [kind = storefronts] = managedKinds;
const readErrors = (...errors: readonly { forbidden: boolean; message: string }[]) => ({
  unreadScopes: (namespace: string) => errors.map((error) => ({ kind, namespace, missing: false, ...error })),
});
const reasonOf = (...errors: readonly { forbidden: boolean; message: string }[]) => {
  try {
    requireReadableNamespace(readErrors(...errors), 'demo');
  } catch (error) {
    assert(error instanceof ConditionError);
    return `${error.reason}: ${error.message}`;
  }
  return undefined;
};

test('a namespace that cannot be read is Forbidden only when the right is missing', () => {
  const away = { forbidden: false, message: 'connection refused' };
  const forbidden = { forbidden: true, message: 'may not list' };
  assert.equal(reasonOf(), undefined);
  assert.match(reasonOf(away) ?? '', /^ReadFailed: .*connection refused.*tries again$/);
  assert.match(reasonOf(away, forbidden) ?? '', /^Forbidden: .*may not list.*value namespaces/);
});
