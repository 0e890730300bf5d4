/**
 * Embedded MariaDB, as the MySQL store. Image contract: `mariadb-install-db` and `mariadbd` on PATH, files owned by user 999.
 * A Job creates databases and accounts once it runs. Network connections require TLS. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import { binlogArguments, mysqlSocket, prepareBinlog } from './mysql-binlog.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { storeSecret } from './secrets.ts';
import { scriptPrelude, storeFolders, storeStatefulSet } from './store-stateful-set.ts';

export const mysqlAdmin = 'mambogo_admin';

/**
 * Shell commands that create a server's data in `$new`, with the administrator's password for `root`. Bootstrap accepts one
 * statement per line, and accounts only after FLUSH. Debian creates accounts without a password.
 */
export const createServer = (further: string): string =>
  `mariadb-install-db --no-defaults --datadir="$new" --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve
  password=$(cat ${storeFolders.secret}/password)
  mariadbd --no-defaults --bootstrap --datadir="$new" --innodb-buffer-pool-size=16M <<SQL
FLUSH PRIVILEGES;
DELETE FROM mysql.global_priv WHERE User='' OR (User='root' AND Host<>'localhost');
FLUSH PRIVILEGES;
ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';
${further}SQL`;

const startScript = (
  { requireTls, hasReplicas }: { readonly requireTls: boolean; readonly hasReplicas: boolean },
  changed: Readonly<Record<string, string>>,
) => `${scriptPrelude}data=${storeFolders.data}/data
if [ ! -d "$data" ]; then
  begin_empty
  new=${storeFolders.data}/new
  rm -rf "$new"
  ${createServer(`CREATE USER '${mysqlAdmin}'@'%' IDENTIFIED BY '$password';
GRANT ALL PRIVILEGES ON *.* TO '${mysqlAdmin}'@'%' WITH GRANT OPTION;
`)}
  sync "$new"
  mv "$new" "$data"
  begun
fi
${hasReplicas ? prepareBinlog : ''}exec mariadbd --no-defaults --datadir="$data" ${serverArguments(requireTls)}${hasReplicas ? binlogArguments : ''}${changedArguments(changed)}
`;

export const serverArguments = (
  requireTls: boolean,
): string => `--bind-address=0.0.0.0 --port=3306 --socket=${mysqlSocket} \\
  --pid-file=/run/mysqld/mariadbd.pid --tmpdir=/tmp --skip-name-resolve --innodb-buffer-pool-size=64M \\
  --character-set-server=utf8mb4 --default-time-zone=+00:00 --ssl-cert=${storeFolders.tls}/tls.crt --ssl-key=${storeFolders.tls}/tls.key \\
  --tls-version=TLSv1.2,TLSv1.3 --require-secure-transport=${requireTls ? 'ON' : 'OFF'}`;

/** @param changed by size and parameters */
export const changedArguments = (changed: Readonly<Record<string, string>>): string =>
  Object.entries(changed)
    .map(([name, value]) => ` --${name}='${value}'`)
    .join('');

export const mysqlStore = (model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): KubeObject[] => {
  const source = store.source as Embedded;
  const sizing = sizingOf('mysql', source);
  const variant = { requireTls: !store.acceptsPlaintext, hasReplicas: source.replicas > 0 };
  return storeStatefulSet({
    model,
    store,
    files: { 'start.sh': startScript(variant, sizing.settings) },
    secret: storeSecret(model, store, secret),
    ports: { mysql: 3306 },
    ready: { tcpSocket: { port: 3306 }, timeoutSeconds: 5 },
    scratch: ['/tmp', '/run/mysqld'],
    sizing,
  });
};
