/** SQL that gives each service a database and a role, isolated from the others; idempotent. Pure. */
import { replicationRole } from '@mambogo/operator/model/replica-names.ts';

interface Database {
  readonly database: string;
  readonly role: string;
  /** base64url: needs no quoting. */
  readonly password: string;
}

/** For psql: CREATE DATABASE has no IF NOT EXISTS, so the statement is generated only where it is missing. */
export const postgresRoles = (databases: readonly Database[]): string =>
  databases
    .map(
      ({ database, role, password }) => `
SELECT 'CREATE ROLE "${role}" LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}')\\gexec
ALTER ROLE "${role}" PASSWORD '${password}';
SELECT 'CREATE DATABASE "${database}" OWNER "${role}"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${database}')\\gexec
REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;`,
    )
    .join('\n');

/** For psql: the role by which a read replica follows. */
export const postgresReplication = (password: string): string => `
SELECT 'CREATE ROLE "${replicationRole}" LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${replicationRole}')\\gexec
ALTER ROLE "${replicationRole}" REPLICATION PASSWORD '${password}';
GRANT pg_monitor TO "${replicationRole}";`;

/** For mariadbd --bootstrap, which takes one statement per line. Debian creates accounts without a password. */
export const mariadbRoles = (rootPassword: string, databases: readonly Database[]): string =>
  [
    'FLUSH PRIVILEGES;',
    "DELETE FROM mysql.global_priv WHERE User='' OR (User='root' AND Host<>'localhost');",
    'FLUSH PRIVILEGES;',
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${rootPassword}';`,
    ...databases.flatMap(({ database, role, password }) => [
      `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;`,
      `CREATE USER IF NOT EXISTS '${role}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
      `ALTER USER '${role}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
      `GRANT ALL PRIVILEGES ON \`${database}\`.* TO '${role}'@'127.0.0.1';`,
    ]),
    '',
  ].join('\n');
