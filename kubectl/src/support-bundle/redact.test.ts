import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact } from './redact.ts';

const metadata = { name: 'shop-root', namespace: 'demo' };

test('keeps the keys of a Secret and none of its values', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, data: { root: 'c2VjcmV0' }, stringData: { more: 'x' } };
  assert.deepEqual(redact(secret), { apiVersion: 'v1', kind: 'Secret', metadata, data: { root: '(redacted)' } });
});

test('removes the object as it was applied, and bookkeeping of the API server', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":"c2VjcmV0"}', kept: 'yes' };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, annotations, managedFields: [{}] } };
  assert.deepEqual(redact(object).metadata, { ...metadata, annotations: { kept: 'yes' } });
});

test('removes environment variables that are named like secrets, at any depth', () => {
  const env = [
    { name: 'HTTP_PROXY_PASSWORD', value: 'hunter2' },
    { name: 'apiKey', value: 'hunter2' },
    { name: 'PORT', value: '8080' },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } },
  ];
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'order', env }] } };
  const text = JSON.stringify(redact(pod));
  assert.ok(!text.includes('hunter2'), text);
  assert.ok(text.includes('8080') && text.includes('secretKeyRef'), text);
});
