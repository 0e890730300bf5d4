/**
 * Shell script that runs a read replica of MariaDB in a pod. It needs mariadb, mariadb-dump, mariadb-install-db and mariadbd on PATH.
 *
 *   no data --dump of the primary at a GTID into a sibling folder, renamed when complete--> data --the server runs--> data
 *   data --another history than the primary's, or replication stopped by an error that stays--> no data
 *
 * Only the replica's own folder is ever removed. If the primary does not answer, the server runs with the data that it has. Pure.
 */
import type { Address } from '../model/placement.ts';
import { drawNumber, historyFile, mysqlSocket } from './mysql-binlog.ts';
import { createServer, mysqlAdmin } from './mysql-store.ts';
import { replicaPasswords } from './replica-parts.ts';
import { storeFolders } from './store-stateful-set.ts';

const ca = `${storeFolders.tls}/ca.crt`;

/** Shell command: a client of the replica itself. */
export const ownClient = `MYSQL_PWD=$(cat ${storeFolders.secret}/${replicaPasswords.admin}) mariadb --no-defaults -u root -S ${mysqlSocket} --connect-timeout=4`;

/** Shell command: a program that connects to the primary as the replication account. */
export const atPrimary = ({ host, port }: Address, login: string, program: string): string =>
  `MYSQL_PWD=$(cat ${storeFolders.secret}/${replicaPasswords.replication}) ${program} --no-defaults -u ${login} -h ${host} -P ${port} --protocol=tcp --ssl-ca=${ca} --ssl-verify-server-cert`;

/** At each start, one per line. READ ONLY ADMIN would let the administrator write in spite of read_only. */
const statements = ({ host, port }: Address, user: string): string => {
  const login = `master_user='${user}', master_password='$(cat ${storeFolders.secret}/${replicaPasswords.replication})'`;
  const tls = `master_ssl=1, master_ssl_ca='${ca}', master_ssl_verify_server_cert=1`;
  return `change master to master_host='${host}', master_port=${port}, ${login}, ${tls}, master_connect_retry=2, master_use_gtid=slave_pos;
revoke read only admin on *.* from '${mysqlAdmin}'@'%';
start slave;`;
};

/** Of the output of `show slave status`: what the primary no longer has, what can't be applied, or two histories. */
const isStopped = `awk '/^ *(Last_IO_Errno: 1236$|Gtid_IO_Pos: .*,)/ { lost = 1 } /^ *Slave_SQL_Running: No$/ { idle = 1 }
    /^ *Last_SQL_Errno: [1-9]/ { failed = 1 } END { exit !(lost || idle && failed) }'`;

/** @param login by which it follows; serverArguments: of `mariadbd` beside those of a replica */
export const mysqlReplicaScript = (primary: Address, login: string, serverArguments: string): string => `set -eu
server=
trap '[ -z "$server" ] || kill "$server"; exit 143' TERM
umask 077
data=${storeFolders.data}/data
new=${storeFolders.data}/new
stopped=${storeFolders.data}/stopped
own() {
  ${ownClient} -N -B "$@"
}
primary() {
  ${atPrimary(primary, login, 'mariadb')} --connect-timeout=5 -N -B -e "$1"
}
may_continue() {
  [ ! -e "$stopped" ] || return 1
  answer=$(primary 'select @@global.gtid_domain_id') || return 0
  [ "$answer" = "$(cat "$data/${historyFile}")" ]
}
create_server() {
  ${createServer('')}
}
# The position is the last statement of a dump: with it, the dump is complete.
copy() {
  history=$(primary 'select @@global.gtid_domain_id') || return 1
  rm -rf "$new"
  create_server > "$new.log" 2>&1 || return 1
  echo "$history" > "$new/${historyFile}"
  mariadbd --no-defaults --datadir="$new" --skip-networking --socket=${mysqlSocket} --pid-file=/run/mysqld/copying.pid \\
    --tmpdir=/tmp --innodb-flush-log-at-trx-commit=0 >> "$new.log" 2>&1 &
  server=$!
  until own -e 'select 1' > /dev/null 2>&1; do
    kill -0 "$server" || return 1
    sleep 0.2
  done
  { ${atPrimary(primary, login, 'mariadb-dump')} --single-transaction --master-data=1 --gtid --quick --hex-blob --default-character-set=utf8mb4 \\
    --all-databases --ignore-database=mysql --ignore-database=sys --system=users --insert-ignore | own; } &
  wait $! || true
  position=$(own -e 'select @@global.gtid_slave_pos') || position=
  kill "$server"
  wait "$server" || return 1
  server=
  [ -n "$position" ]
}
if [ -d "$data" ] && ! may_continue; then
  echo 'this replica cannot follow the primary any more: it starts over' >&2
  rm -rf "$data"
fi
while [ ! -d "$data" ]; do
  if copy; then
    sync "$new"
    mv "$new" "$data"
    rm -f "$stopped"
  else
    [ -z "$server" ] || kill "$server" || true
    wait
    server=
    [ ! -e "$new.log" ] || tail -n 5 "$new.log" >&2
    sleep 2 &
    wait $!
  fi
done
# Ends with the server, whose process id is that of this script.
watch() {
  while sleep 3 && kill -0 $$ 2> /dev/null; do
    state=$(${ownClient} -e 'show slave status\\G' 2> /dev/null) || continue
    printf '%s\\n' "$state" | ${isStopped} || continue
    printf '%s\\n' "$state" | grep -E '^ *Last_(IO|SQL)_Error: .' >&2 || true
    touch "$stopped"
    kill -TERM $$
    return
  done
}
watch &
# The position is in a table: what was received beyond it is received again.
rm -f "$data"/master.info "$data"/relay*
cat > /tmp/replicate.sql <<SQL
${statements(primary, login)}
SQL
exec mariadbd --no-defaults --datadir="$data" --init-file=/tmp/replicate.sql --skip-slave-start --read-only=ON --server-id=${drawNumber} \\
  --relay-log=relay --relay-log-space-limit=268435456 --slave-net-timeout=10 ${serverArguments}
`;
