/** TLS to a store: its certificate and its name are always verified, there is no half-trusting mode. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { SettingsError } from '../process/settings.ts';

/** Options of `tls.connect`, as pg, mysql2 and ioredis take them. */
export interface StoreTls {
  readonly ca?: string;
  /** The name the certificate must bear; an address has none to send. */
  readonly servername?: string;
  readonly rejectUnauthorized: true;
  readonly minVersion: 'TLSv1.2';
}

/** @param caFile certificates (PEM) of who may vouch for the server; without, those Node trusts */
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
    throw new SettingsError(
      `bad settings: there is no readable file ${file} with the certificates of a store's authority`,
    );
  }
}
