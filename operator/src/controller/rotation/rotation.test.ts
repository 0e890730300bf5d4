import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { purposeAt } from '../../model/credential-generations.ts';
import { type Condition, conditionFalse, conditionTrue } from '../status/conditions.ts';
import { advanceRotation, rotationConditions } from './advance-rotation.ts';
import { generationsOf, isRotating, planRotation, type Rotation, type RotationRequest } from './rotation.ts';

const now = '2026-12-01T10:00:00.000Z';
const order = ['order', 'gateway'];
const request: RotationRequest = { last: undefined, exists: true, wanted: 2, blocker: undefined, now };
const started = planRotation(request) ?? assert.fail('it begins');
const allWell: Condition[] = [conditionTrue('StoresReady', 'Available', 'fine')];
const failing = conditionFalse('ServicesReady', 'Stuck', 'order: why not');

/** Advances until nothing changes. */
function settle(rotation: Rotation): Rotation[] {
  const next = advanceRotation(rotation, { conditions: allWell, order, now });
  return next === rotation ? [] : [next, ...settle(next)];
}
const steps = [started, ...settle(started)];

describe('a rotation', () => {
  test('is none at the first generation, and a new shop begins with that of its spec', () => {
    assert.equal(planRotation({ ...request, wanted: 1 }), undefined);
    assert.equal(planRotation({ ...request, exists: false, wanted: 1 }), undefined);
    const first = planRotation({ ...request, exists: false, wanted: 3 });
    assert.deepEqual([first?.generation, first?.phase], [3, 'Complete']);
  });

  test('grants, hands over to one service after another, settles, revokes, and is complete', () => {
    assert.deepEqual(
      steps.map(({ phase, services }) => `${phase} ${services.join()}`.trim()),
      [
        'Granting',
        ...['HandingOver order', 'HandingOver order,gateway'],
        ...['Settling order', 'Settling order,gateway'],
        'Revoking',
        'Complete',
      ],
    );
    const end = steps.at(-1);
    assert.deepEqual([end?.generation, end?.previous, end?.target], [2, 1, undefined]);
  });

  test('no store refuses a login that a pod has, and no pod takes one that a store does not accept yet', () => {
    for (const [index, rotation] of steps.entries()) {
      const used = (one: Rotation) => {
        const { shared, taken } = generationsOf(one);
        return [shared, ...(taken ? [taken.from, taken.to] : [])].flatMap(({ current, components }) => [
          current,
          components,
        ]);
      };
      const { accepted } = generationsOf(rotation).shared;
      // The pods of the step before run until this one is done.
      for (const generation of [...used(rotation), ...used(steps[Math.max(0, index - 1)] ?? rotation)])
        assert.ok(accepted.includes(generation) || rotation.phase === 'Revoking', `${rotation.phase}: ${generation}`);
    }
    const revoking = steps.findIndex(({ phase }) => phase === 'Revoking');
    const { taken } = generationsOf(steps[revoking - 1]);
    assert.deepEqual(
      [taken?.to.current, taken?.to.components],
      [2, 2],
      'nothing uses the earlier one when it is refused',
    );
  });

  test('the generation is never lowered; a higher one waits for the present one', () => {
    const last = steps.at(-1);
    assert.throws(() => planRotation({ ...request, last, wanted: 1 }), /cannot be lowered from 2 to 1/);
    assert.throws(() => planRotation({ ...request, last: started, wanted: 1 }), /cannot be lowered/);
    assert.equal(planRotation({ ...request, last: started, wanted: 5 }), started);
    const next = planRotation({ ...request, last, wanted: 5 });
    assert.deepEqual([next?.generation, next?.target, next?.phase], [2, 5, 'Granting']);
  });

  test('does not begin during an upgrade or a backup, and says so', () => {
    const waiting = planRotation({ ...request, blocker: 'waits for the upgrade of the shop' });
    assert.equal(isRotating(waiting), false);
    const [condition] = rotationConditions(waiting, order, undefined, Date.parse(now));
    assert.deepEqual([condition?.status, condition?.reason], ['False', 'Waiting']);
    assert.match(condition?.message ?? '', /waits for the upgrade/);
    assert.equal(planRotation({ ...request, last: waiting })?.phase, 'Granting');
  });

  test('a step that fails stops it there and says why, and it goes on by itself', () => {
    const handing = steps[1] ?? started;
    const blocked = advanceRotation(handing, { conditions: [...allWell, failing], order, now });
    assert.deepEqual([blocked.phase, blocked.services], [handing.phase, handing.services]);
    assert.equal(advanceRotation(blocked, { conditions: [...allWell, failing], order, now }), blocked);
    const at = (minutes: number) => rotationConditions(blocked, order, failing, Date.parse(now) + minutes * 60_000)[0];
    assert.equal(at(1)?.reason, 'Progressing');
    assert.equal(at(11)?.reason, 'RotationStopped');
    assert.match(at(11)?.message ?? '', /HandingOver order \(1 of 2 services\); ServicesReady: order: why not/);
    assert.equal(advanceRotation(blocked, { conditions: allWell, order, now }).message, undefined);
  });

  test('waits while the shop is hibernated', () => {
    const conditions = [conditionFalse('StoresReady', 'Hibernated', 'asleep')];
    const waiting = advanceRotation(started, { conditions, order, now });
    assert.equal(waiting.message, 'waits until the shop is woken');
    const [condition] = rotationConditions(waiting, order, conditions[0], Date.parse(now) + 86_400_000);
    assert.equal(condition?.reason, 'Progressing');
  });
});

test('the first generation has the secrets of every release, and keys of stored data are the same in all', () => {
  assert.equal(purposeAt('database-password/order', 1), 'database-password/order');
  assert.equal(purposeAt('database-password/order', 2), 'generation-2/database-password/order');
  for (const lasting of ['personal-data-key/identity', 'session-key/identity', 'kafka-cluster-id'])
    assert.equal(purposeAt(lasting, 2), lasting);
});
