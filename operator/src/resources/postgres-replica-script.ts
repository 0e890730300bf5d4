/**
 * Shell script that runs a read replica of PostgreSQL: a hot standby, in a pod or on one machine. It needs psql, pg_basebackup,
 * pg_controldata and postgres on PATH.
 *
 *   no data --base backup into a sibling folder, renamed when complete--> data --the server runs--> data
 *   data --another history than the primary's, or WAL that the primary no longer has--> no data
 *
 * Only the replica's own folder is ever removed. If the primary does not answer, the server runs with the data that it has. Pure.
 */
import { replicationRole } from '../model/replica-names.ts';

export interface PostgresReplica {
  /** Where `data` is, or will be. */
  readonly folder: string;
  /** By which it follows; default: the replication role itself. */
  readonly login?: string;
  readonly passwordFile: string;
  /** Created with mode 0600, for libpq. */
  readonly passFile: string;
  readonly primary: { readonly host: string; readonly port: number; readonly caFile?: string };
  /** Commands before the first, such as a trap. */
  readonly prelude: string;
  /** Arguments of `postgres` beside those of a replica. */
  readonly serverArguments: string;
}

export const postgresReplicaScript = ({
  folder,
  login = replicationRole,
  passwordFile,
  passFile,
  primary: { host, port, caFile },
  prelude,
  serverArguments,
}: PostgresReplica): string => `${prelude}data=${folder}/data
new=${folder}/new
umask 077
printf '*:*:*:${login}:%s\\n' "$(cat ${passwordFile})" > ${passFile}
primary="host=${host} port=${port} user=${login} passfile=${passFile} connect_timeout=5 ${
  caFile ? `sslmode=verify-full sslrootcert=${caFile}` : 'sslmode=disable'
}"
control() {
  LC_ALL=C pg_controldata -D "$data" | sed -n "s/^$1: *//p"
}
may_continue() {
  answer=$(psql -X -A -t -w -d "$primary dbname=postgres" -c "
    select system_identifier, (select timeline_id from pg_control_checkpoint()),
      exists (select from pg_ls_waldir() where name = '$(control "Latest checkpoint's REDO WAL file")'),
      pg_current_wal_flush_lsn() >= '$(control 'Minimum recovery ending location')'
    from pg_control_system()") || return 0
  [ "$answer" = "$(control 'Database system identifier')|$(control "Latest checkpoint's TimeLineID")|t|t" ]
}
if [ -d "$data" ] && ! may_continue; then
  echo 'this replica cannot follow the primary any more: it starts over' >&2
  rm -rf "$data"
fi
while [ ! -d "$data" ]; do
  rm -rf "$new"
  pg_basebackup -w -d "$primary" -D "$new" -X stream -c fast &
  if wait $!; then
    touch "$new/standby.signal"
    sync "$new"
    mv "$new" "$data"
  else
    sleep 2 &
    wait $!
  fi
done
exec postgres -D "$data" -c primary_conninfo="$primary application_name=\${HOSTNAME:-replica}" \\
  -c max_standby_streaming_delay=3s ${serverArguments}
`;
