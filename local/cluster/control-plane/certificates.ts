/** Certificates of a throw-away cluster: one authority for all, created with the cluster. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../supervisor/run-command.ts';

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

export interface Identity {
  readonly commonName: string;
  readonly organization?: string;
  /** Host names and addresses of a server: `DNS:…` and `IP:…`. */
  readonly names?: readonly string[];
}

export interface Authority extends KeyPair {
  /** Issues a certificate, or returns the one issued before. */
  issue(name: string, identity: Identity): Promise<KeyPair>;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export async function openCertificateAuthority(folder: string): Promise<Authority> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = keyPairPaths(folder, 'ca');
  await createCertificate(authority, { commonName: 'mambogo-cluster' }, [
    ...['-addext', 'keyUsage=critical,digitalSignature,keyCertSign,cRLSign'],
  ]);
  return {
    ...authority,
    async issue(name, identity) {
      const pair = keyPairPaths(folder, name);
      await createCertificate(pair, identity, [
        ...['-CA', authority.certificate, '-CAkey', authority.key],
        ...['-addext', 'basicConstraints=critical,CA:false', '-addext', 'keyUsage=critical,digitalSignature'],
        ...['-addext', 'extendedKeyUsage=serverAuth,clientAuth'],
        ...(identity.names ? ['-addext', `subjectAltName=${identity.names.join(',')}`] : []),
      ]);
      return pair;
    },
  };
}

/** Keys that sign service account tokens. */
export async function signingKey(folder: string): Promise<{ readonly key: string; readonly publicKey: string }> {
  const key = join(folder, 'service-accounts.key');
  const publicKey = join(folder, 'service-accounts.pub');
  if (!existsSync(publicKey)) {
    await openssl(['genrsa', '-out', key, '2048']);
    await openssl(['rsa', '-in', key, '-pubout', '-out', publicKey]);
  }
  return { key, publicKey };
}

const keyPairPaths = (folder: string, name: string): KeyPair => ({
  certificate: join(folder, `${name}.crt`),
  key: join(folder, `${name}.key`),
});

async function createCertificate(
  pair: KeyPair,
  { commonName, organization }: Identity,
  extraArgs: string[],
): Promise<void> {
  if (existsSync(pair.certificate)) return;
  const subject = `${organization ? `/O=${organization}` : ''}/CN=${commonName}`;
  const files = ['-keyout', pair.key, '-out', pair.certificate];
  await openssl(['req', '-x509', ...newKey, ...files, '-days', '365', '-subj', subject, ...extraArgs]);
}

const openssl = (args: string[]) => runCommand({ command: 'openssl', args });

export const readKeyPair = ({ certificate, key }: KeyPair) => ({
  certificate: readFileSync(certificate),
  key: readFileSync(key),
});
