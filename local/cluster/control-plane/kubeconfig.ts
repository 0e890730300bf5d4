/** Writes kubeconfig files: address of the API server and credentials. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type KeyPair, readKeyPair } from './certificates.ts';

export function writeKubeconfig(file: string, server: string, authority: KeyPair, identity: KeyPair): string {
  const { certificate, key } = readKeyPair(identity);
  const name = 'mambogo';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      { name, cluster: { server, 'certificate-authority-data': readFileSync(authority.certificate, 'base64') } },
    ],
    users: [
      {
        name,
        user: { 'client-certificate-data': certificate.toString('base64'), 'client-key-data': key.toString('base64') },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
  };
  // JSON is valid YAML.
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  return file;
}
