import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issueAuthority, issueServerCertificate } from '../../certificates/issue.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { certificateProblem } from './ingress-requirements.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const secret = (data: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'shop-tls' },
  data,
});

test('requires a complete certificate, for all hosts, that has not expired', async () => {
  const authority = await issueAuthority('test', 365, new Date(now));
  const { certificate, key } = await issueServerCertificate(
    authority,
    ['a.example.com', '*.b.example.com'],
    30,
    new Date(now),
  );
  const whole = secret({ 'tls.crt': base64(certificate), 'tls.key': base64(key) });
  assert.equal(certificateProblem(whole, ['a.example.com', 'x.b.example.com'], now), undefined);
  assert.match(
    certificateProblem(whole, ['a.example.com', 'c.example.com'], now) ?? '',
    /does not cover c\.example\.com:/,
  );
  assert.match(certificateProblem(whole, ['a.example.com'], now + 31 * 86_400_000) ?? '', /expired on .*renew it/);
  assert.match(certificateProblem(secret({ 'tls.crt': base64(certificate) }), [], now) ?? '', /^lacks tls\.key/);
  assert.match(certificateProblem(secret({}), [], now) ?? '', /^lacks tls\.crt, tls\.key/);
  const text = secret({ 'tls.crt': base64('none'), 'tls.key': base64(key) });
  assert.match(certificateProblem(text, [], now) ?? '', /must be PEM/);
});
