/** Health check of an HTTPS server, for a supervisor. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { type KeyPair, readKeyPair } from './certificates.ts';

/** @param identity client certificate, where the server requires one */
export const httpsHealthCheck = (address: string, authority: KeyPair, identity?: KeyPair) => (): Promise<boolean> => {
  const pair = identity && readKeyPair(identity);
  const options = { ca: readFileSync(authority.certificate), cert: pair?.certificate, key: pair?.key };
  return new Promise((resolve) => {
    const healthRequest = request(address, { ...options, agent: false, timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    healthRequest.on('timeout', () => healthRequest.destroy());
    healthRequest.on('error', () => resolve(false));
    healthRequest.end();
  });
};
