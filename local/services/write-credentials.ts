/** The shop's root secret, and each service's credentials as files readable by their owner only. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceModel } from '@mambogo/operator/model/model.ts';
import { StartError } from '../supervisor/start-error.ts';

/** @param hasData whether data was encrypted with the secret before */
export function ensureRootKey(file: string, hasData: boolean): Buffer {
  if (existsSync(file)) return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
  if (hasData) {
    throw new StartError(
      `${file} is missing, and the data beside it cannot be read without it: put it back, or delete the data with -- --fresh`,
    );
  }
  writeFileSync(`${file}.new`, randomBytes(32).toString('base64url'), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return ensureRootKey(file, hasData);
}

export function writeCredentials(
  folder: string,
  services: readonly ServiceModel[],
  secret: (purpose: string) => string,
): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { name, credentials } of services) {
    const own = join(folder, name);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    for (const [file, purpose] of Object.entries(credentials)) {
      writeFileSync(join(own, file), secret(purpose), { mode: 0o600 });
    }
  }
}
