import assert from 'node:assert/strict';
import { test } from 'node:test';
import { services, sqlServices } from '@mambogo/blueprint/services.ts';
import { consumers, topics } from '../simulation/real/broker.ts';
import { databaseNames, unreadDatabases } from './stores.ts';

test('the database of every service is read, or the reason is stated', () => {
  assert.deepEqual(
    [...databaseNames, ...Object.keys(unreadDatabases)].sort(),
    sqlServices.map(({ name }) => name).sort(),
  );
});

test('the simulator runs every service that consumes a topic of the saga', () => {
  // Notification emits nothing and no service calls it: what it does cannot change an order.
  const saga = services.filter(
    ({ name, consumes }) => name !== 'notification' && consumes.some((topic) => topics.some((one) => one === topic)),
  );
  assert.deepEqual([...consumers].sort(), saga.map(({ name }) => name).sort());
});
