/** Superusers of a running shop's SQL servers, for tests that create their own databases. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { createConnection } from 'mysql2/promise';
import type { Shop } from '../shop/shop.ts';
import { shopDirs } from '../shop/shop-dirs.ts';

/** URLs with passwords, in the format of TEST_POSTGRES_URL and TEST_MYSQL_URL. */
export async function createSuperusers({ folders, ports }: Shop): Promise<{ postgres: string; mysql: string }> {
  const dirs = shopDirs(folders.data);
  const root = Buffer.from(readFileSync(dirs.rootKeyFile, 'utf8').trim(), 'base64url');
  const tester = deriveSecret(root, 'mariadb-tester');
  await createTester(join(dirs.mariadb, 'data', 'mariadb.sock'), deriveSecret(root, 'mariadb-root'), tester);
  return {
    postgres: `postgres://postgres:${deriveSecret(root, 'postgres-superuser')}@127.0.0.1:${ports.stores.postgres}/postgres`,
    mysql: `mysql://tester:${tester}@127.0.0.1:${ports.stores.mariadb}/mysql`,
  };
}

/** MariaDB's root can connect by its socket only: tests, which use TCP, get their own account. */
async function createTester(socketPath: string, rootPassword: string, password: string): Promise<void> {
  const connection = await createConnection({ socketPath, user: 'root', password: rootPassword });
  try {
    await connection.query("create user if not exists 'tester'@'127.0.0.1' identified by ?", [password]);
    await connection.query("grant all privileges on *.* to 'tester'@'127.0.0.1' with grant option");
  } finally {
    await connection.end();
  }
}
