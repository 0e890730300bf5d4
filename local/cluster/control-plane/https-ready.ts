/** Whether a server answers its health check, as a question a supervisor can ask. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { type KeyPair, readPair } from './certificates.ts';

/** @param identity who asks, where one must say so */
export const httpsReady = (address: string, authority: KeyPair, identity?: KeyPair) => (): Promise<boolean> => {
  const pair = identity && readPair(identity);
  const options = { ca: readFileSync(authority.certificate), cert: pair?.certificate, key: pair?.key };
  return new Promise((resolve) => {
    const asked = request(address, { ...options, agent: false, timeout: 2_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
};
