import assert from 'node:assert/strict';
import { test } from 'node:test';
import { observeState } from './observed-state.ts';

const deployment = (status: object, generation = 2) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop-order', generation },
  spec: { replicas: 1 },
  status: { observedGeneration: 2, replicas: 1, readyReplicas: 1, updatedReplicas: 1, ...status },
});

test('a workload is ready when all desired pods are ready and current, and no old pod is left', () => {
  assert.equal(observeState(deployment({})).ready, true);
  assert.equal(observeState(deployment({}, 3)).ready, false);
  assert.equal(observeState(deployment({ readyReplicas: 0 })).ready, false);
  assert.equal(observeState(deployment({ updatedReplicas: 0 })).ready, false);
  // The new pod exists, but only the old one is ready.
  const rolling = observeState(deployment({ replicas: 2 }));
  assert.equal(rolling.ready, false);
  assert.match(rolling.message ?? '', /1 left/);
});

test("ignores a generation that changed none of the operator's fields", () => {
  assert.equal(observeState(deployment({}, 3), 2).ready, true);
  assert.equal(observeState(deployment({}, 3), 3).ready, false);
});

test('a service is available with one pod, a store with a majority of members', () => {
  assert.equal(observeState(deployment({ updatedReplicas: 0 })).available, true);
  assert.equal(observeState(deployment({ readyReplicas: 0 })).available, false);
  const store = (readyReplicas: number) => ({
    ...deployment({ readyReplicas }),
    kind: 'StatefulSet',
    spec: { replicas: 3 },
  });
  assert.equal(observeState(store(1)).available, false);
  assert.equal(observeState(store(2)).available, true);
});

test('a route is ready once its Gateway has accepted the current generation and resolved its references', () => {
  const route = (conditions: readonly object[], parentRef: object = { name: 'g', namespace: 'demo' }) =>
    observeState({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'shop-gateway', namespace: 'demo', generation: 2 },
      spec: { parentRefs: [{ name: 'g' }] },
      status: { parents: [{ parentRef, conditions }] },
    });
  const gatewayCondition = (type: string, status: string, observedGeneration = 2) => ({
    type,
    status,
    observedGeneration,
    reason: 'NotAllowedByListeners',
    message: 'no listener',
  });
  const taken = [gatewayCondition('Accepted', 'True'), gatewayCondition('ResolvedRefs', 'True')];
  assert.equal(route(taken).ready, true);
  assert.match(route(taken, { name: 'other' }).message ?? '', /no controller has accepted HTTPRoute shop-gateway/);
  assert.match(route([gatewayCondition('Accepted', 'True', 1)]).message ?? '', /no controller has accepted/);
  assert.match(
    route([gatewayCondition('Accepted', 'False')]).message ?? '',
    /^Gateway g reports Accepted False, NotAllowedByListeners: no listener/,
  );
  assert.match(
    route([gatewayCondition('Accepted', 'True'), gatewayCondition('ResolvedRefs', 'False')]).message ?? '',
    /ResolvedRefs False/,
  );
});
