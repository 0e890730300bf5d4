import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storefrontCrd } from '@mambogo/operator/crd/storefront-crd.ts';
import { profileDefaults } from '@mambogo/operator/model/profile-defaults.ts';
import { storefrontReference } from './storefront-reference.ts';

const page = storefrontReference(storefrontCrd(), profileDefaults);
const row = (field: string) => page.split('\n').find((line) => line.includes(`\`${field}\``)) ?? assert.fail(field);

test('a field has its type and bounds, its default by profile, its description and its rules', () => {
  assert.match(row('replicas'), /^\| `replicas` \| integer 1 to 100 \| `1`, prod `2` \|/);
  assert.match(row('data.postgres.embedded.storage'), /size such as `5Gi`.* \| `2Gi`, prod `20Gi` \| size of a volume/);
  assert.match(row('data.kafka'), /exactly one of embedded, external, strimzi/);
  assert.match(row('deletionPolicy'), /`Retain`, `Delete` \| `Retain` \|/);
});

test('required fields are bold', () => {
  assert.match(row('profile'), /^\| \*\*`profile`\*\*/);
  assert.match(row('payments.stripe.secretName'), /^\| \*\*`payments\.stripe\.secretName`\*\*/);
});

test('a schema shared by several services is described once', () => {
  assert.match(row('services.payment'), /as `services\.identity`/);
  assert.ok(!page.includes('services.payment.autoscaling'));
});

test('every field has a description', () => {
  const silent = page.split('## status')[0]?.match(/^\|.*\| +\|$/gm);
  assert.equal(silent, null);
});
