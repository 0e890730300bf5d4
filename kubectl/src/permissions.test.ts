import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { managedKinds, requestKinds, secrets } from '@mambogo/operator/kube/resource-kinds.ts';
import { parseAllDocuments } from 'yaml';

interface ClusterRole {
  readonly metadata: { readonly name: string };
  readonly rules: readonly { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] }[];
}

test('the viewer may read every kind of a Storefront but Secrets, and change nothing', () => {
  const text = readFileSync(new URL('../permissions.yaml', import.meta.url), 'utf8');
  const roles = parseAllDocuments(text).map((document) => document.toJS() as ClusterRole);
  const rules = roles.find(({ metadata }) => metadata.name === 'mambogo-viewer')?.rules ?? [];
  assert.deepEqual([...new Set(rules.flatMap(({ verbs }) => verbs))], ['get', 'list']);
  const readable = new Set(
    rules.flatMap(({ apiGroups: [group], resources }) => resources.map((one) => `${group}/${one}`)),
  );
  for (const { apiVersion, plural } of [...managedKinds, ...requestKinds].filter((kind) => kind !== secrets)) {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    assert.ok(readable.has(`${group}/${plural}`), `${group}/${plural}`);
  }
  assert.ok(!readable.has('/secrets'));
});
