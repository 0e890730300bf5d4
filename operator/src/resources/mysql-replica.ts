/** Read replicas of embedded MariaDB: servers that follow the primary's binary log by GTID. Pure. */
import type { ReplicatedStore } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import { atPrimary, mysqlReplicaScript, ownClient } from './mysql-replica-script.ts';
import { changedArguments, serverArguments } from './mysql-store.ts';
import type { ReplicaParts } from './replica-parts.ts';

/** Both threads: the one that receives, and the one that applies. */
const following = `[ "$(${ownClient} -e 'show slave status\\G' | grep -c '_Running: Yes$')" = 2 ]\n`;

/** @param login by which it follows */
export function mysqlReplica({ primary: { address }, replicas }: ReplicatedStore, login: string): ReplicaParts {
  const sizing = sizingOf('mysql', replicas.source as Embedded);
  return {
    start: mysqlReplicaScript(address, login, `${serverArguments(true)}${changedArguments(sizing.settings)}`),
    ready: following,
    answers: `${ownClient} -e 'select 1' > /dev/null`,
    primaryAnswers: `${atPrimary(address, login, 'mariadb')} --connect-timeout=4 -e 'select 1' > /dev/null`,
    ports: { mysql: address.port },
    scratch: ['/tmp', '/run/mysqld'],
    sizing,
  };
}
