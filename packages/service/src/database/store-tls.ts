/** TLS to a store. Certificate and host name are always verified. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { SettingsError } from '../process/settings.ts';

/** Options of `tls.connect`, as pg, mysql2 and ioredis accept them. */
export interface StoreTls {
  readonly ca?: string;
  /** The name the certificate must have; absent for an IP address. */
  readonly servername?: string;
  readonly rejectUnauthorized: true;
  readonly minVersion: 'TLSv1.2';
}

/** @param caFile CA certificates (PEM) for the server's certificate; default: those that Node trusts */
export function storeTls(host: string, caFile?: string): StoreTls {
  return {
    ...(caFile === undefined ? {} : { ca: readAuthorities(caFile) }),
    ...(isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  };
}

function readAuthorities(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingsError(`bad settings: cannot read the CA certificates in ${file}`);
  }
}
