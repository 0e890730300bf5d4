/**
 * The binary log of an embedded MariaDB that has read replicas. Its GTIDs belong to a domain that is drawn with the first binary
 * log and kept in the data folder, so that data that began again has another history. Pure.
 */
import { storeFolders } from './store-stateful-set.ts';

export const mysqlSocket = '/run/mysqld/mysqld.sock';
/** File in a data folder: the domain of its GTIDs; in that of a replica, the one of the primary that it was copied from. */
export const historyFile = 'history';

/** What replicas that were away may need; one that was away for longer starts over, and none can fill the primary's volume. */
const kept = { bytes: 256 * 1_024 * 1_024, seconds: 86_400, fileSize: '32M' };

/** Shell expression: a number of 32 bits that is not 0. */
export const drawNumber = '$(($(od -An -N4 -tu4 /dev/urandom) % 4294967295 + 1))';

/** A commit is in the binary log on disk before it is acknowledged. Triggers log rows, which need no trust. */
export const binlogArguments = ` \\
  --log-bin=binlog --binlog-format=ROW --sync-binlog=1 --gtid-strict-mode=ON --gtid-domain-id="$history" --server-id="$history" \\
  --log-bin-trust-function-creators=ON --max-binlog-size=${kept.fileSize} --binlog-expire-logs-seconds=${kept.seconds}`;

/**
 * Shell commands that set `$history`. MariaDB 10.11 limits the binary log by age only: a loop beside the server removes the oldest
 * files beyond the limit. It ends with the server, whose process id is that of this script.
 */
export const prepareBinlog = `if [ ! -s "$data/${historyFile}" ]; then
  echo ${drawNumber} > "$data/${historyFile}.new"
  sync "$data/${historyFile}.new"
  mv "$data/${historyFile}.new" "$data/${historyFile}"
fi
history=$(cat "$data/${historyFile}")
limit_binlog() {
  while sleep 10 && kill -0 $$; do
    oldest=$(cd "$data" && stat -c '%n %s' binlog.[0-9]* | sort -r |
      awk '{ total += $2; if (NR > 1 && total > ${kept.bytes}) { print newer; exit } newer = $1 }')
    [ -z "$oldest" ] || MYSQL_PWD=$(cat ${storeFolders.secret}/password) mariadb --no-defaults -u root -S ${mysqlSocket} \\
      -e "purge binary logs to '$oldest'" || true
  done
}
limit_binlog > /dev/null 2>&1 &
`;
