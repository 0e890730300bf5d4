/** The lines of `redis.conf` for connections: by TLS, and where a shop is being migrated to it also without. Pure. */
import { storePorts } from '../model/cluster-placement.ts';
import { storeFolders } from './store-stateful-set.ts';

/** @param plainPort 0: none */
export const redisNetwork = (plainPort: number): string[] => [
  'bind 0.0.0.0',
  'protected-mode no',
  `port ${plainPort}`,
  `tls-port ${storePorts.redis}`,
  `tls-cert-file ${storeFolders.tls}/tls.crt`,
  `tls-key-file ${storeFolders.tls}/tls.key`,
  'tls-auth-clients no',
  'tls-protocols "TLSv1.2 TLSv1.3"',
];
