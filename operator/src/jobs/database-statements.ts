/** SQL that gives a service a database and a role. Names come from the blueprint plus a prefix, passwords are base64url. Pure. */

interface Database {
  readonly database: string;
  readonly role: string;
  readonly password: string;
}

export interface PostgresStep {
  /** Returns a row when there is nothing to do: PostgreSQL has neither CREATE ROLE nor CREATE DATABASE IF NOT EXISTS. */
  readonly skipIf?: string;
  readonly statement: string;
}

export function postgresSteps({ database, role, password }: Database): PostgresStep[] {
  const [db, user] = [identifier(database), identifier(role)];
  return [
    { skipIf: `select from pg_roles where rolname = ${stringLiteral(role)}`, statement: `create role ${user} login` },
    { statement: `alter role ${user} password ${stringLiteral(password)}` },
    // An administrator that is not superuser can make only roles it belongs to owners of databases.
    {
      skipIf: 'select from pg_roles where rolname = current_user and rolsuper',
      statement: `grant ${user} to current_user`,
    },
    {
      skipIf: `select from pg_database where datname = ${stringLiteral(database)}`,
      statement: `create database ${db} owner ${user}`,
    },
    { statement: `revoke all on database ${db} from public` },
  ];
}

/** It may read everything by the replication protocol, and in SQL only the server's state. */
export function replicationSteps({ role, password }: Omit<Database, 'database'>): PostgresStep[] {
  return [
    {
      skipIf: `select from pg_roles where rolname = ${stringLiteral(role)}`,
      statement: `create role ${identifier(role)} login`,
    },
    { statement: `alter role ${identifier(role)} replication password ${stringLiteral(password)}` },
    { statement: `grant pg_monitor to ${identifier(role)}` },
  ];
}

export function mysqlStatements({ database, role, password }: Database): string[] {
  const [db, user] = [`\`${database.replaceAll('`', '``')}\``, `${stringLiteral(role)}@'%'`];
  return [
    `create database if not exists ${db} character set utf8mb4 collate utf8mb4_general_ci`,
    `create user if not exists ${user} identified by ${stringLiteral(password)}`,
    `alter user ${user} identified by ${stringLiteral(password)}`,
    `grant all privileges on ${db}.* to ${user}`,
  ];
}

/** It may read everything, to copy it, and change nothing. Encrypted also where the server still accepts other connections. */
export function mysqlReplicationStatements({ role, password }: Omit<Database, 'database'>): string[] {
  const user = `${stringLiteral(role)}@'%'`;
  return [
    `create user if not exists ${user} identified by ${stringLiteral(password)} require ssl`,
    `alter user ${user} identified by ${stringLiteral(password)} require ssl`,
    `grant replication slave, binlog monitor, select, show view, trigger on *.* to ${user}`,
  ];
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const stringLiteral = (value: string): string => `'${value.replaceAll("'", "''")}'`;
