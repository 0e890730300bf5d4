/** Paths in a backup's folder, beside its manifest. */
import { join } from 'node:path';

export const backupLayout = (folder: string) => ({
  rootSecret: join(folder, 'root-secret'),
  databases: join(folder, 'databases'),
  redis: join(folder, 'redis'),
  ledger: join(folder, 'provider-ledger.sqlite'),
  limits: join(folder, 'limits.json'),
  settings: join(folder, 'settings.bundle'),
});
