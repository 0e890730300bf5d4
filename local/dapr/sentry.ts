/**
 * The shop's certificate authority. Its root certificate is valid for a year; it is recreated before it expires, or when it is
 * incomplete. It issues a certificate only to a client with a token for that app id.
 */
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ProcessSpec } from '../supervisor/process-spec.ts';

const files = ['ca.crt', 'issuer.crt', 'issuer.key'];
const renewBefore = 30 * 24 * 60 * 60 * 1_000;

/** @param keys public keys of the tokens, as a JWKS */
export function prepareSentry(folder: string, keys: string): void {
  if (!isUsable(folder)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const configuration = {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Configuration',
    metadata: { name: 'sentry' },
    spec: {
      mtls: {
        enabled: true,
        workloadCertTTL: '24h',
        allowedClockSkew: '15m',
        // With an explicit validator, sentry's built-in `insecure` one is off. The source may be the keys themselves, as base64.
        tokenValidators: [{ name: 'jwks', options: { source: Buffer.from(keys).toString('base64') } }],
      },
    },
  };
  writeFileSync(join(folder, 'configuration.yaml'), stringify(configuration));
}

function isUsable(folder: string): boolean {
  try {
    if (!files.every((file) => existsSync(join(folder, file)))) return false;
    return authorityExpiry(folder) - Date.now() > renewBefore;
  } catch {
    return false;
  }
}

/** When its first certificate expires, in milliseconds since 1970. Throws while there is none. */
export const authorityExpiry = (folder: string): number =>
  Math.min(
    ...['ca.crt', 'issuer.crt'].map((file) =>
      Date.parse(new X509Certificate(readFileSync(join(folder, file))).validTo),
    ),
  );

export const sentryProcess = (folder: string, command: string, port: number): ProcessSpec => ({
  name: 'sentry',
  command,
  args: [
    ...['--config', join(folder, 'configuration.yaml'), '--credentials', folder],
    ...['--listen-address', '127.0.0.1', '--port', String(port), '--trust-domain', 'localhost', '--log-as-json'],
  ],
  ready: /Running gRPC server/,
  readyTimeoutMs: 30_000,
});

/** The trust anchors of sidecars, once sentry has started. */
export const trustAnchors = (folder: string): string => readFileSync(join(folder, 'ca.crt'), 'utf8');
