/** SQL that gives a service a database and a role. Names are those of the blueprint and a prefix, passwords base64url. Pure. */

interface Database {
  readonly database: string;
  readonly role: string;
  readonly password: string;
}

export interface PostgresStep {
  /** Answers a row when there is nothing to do: PostgreSQL knows neither CREATE ROLE nor CREATE DATABASE IF NOT EXISTS. */
  readonly unless?: string;
  readonly statement: string;
}

export function postgresSteps({ database, role, password }: Database): PostgresStep[] {
  const [db, user] = [identifier(database), identifier(role)];
  return [
    { unless: `select from pg_roles where rolname = ${text(role)}`, statement: `create role ${user} login` },
    { statement: `alter role ${user} password ${text(password)}` },
    // An administrator that is no superuser gives databases away only to roles it belongs to.
    {
      unless: 'select from pg_roles where rolname = current_user and rolsuper',
      statement: `grant ${user} to current_user`,
    },
    {
      unless: `select from pg_database where datname = ${text(database)}`,
      statement: `create database ${db} owner ${user}`,
    },
    { statement: `revoke all on database ${db} from public` },
  ];
}

export function mysqlStatements({ database, role, password }: Database): string[] {
  const [db, user] = [`\`${database.replaceAll('`', '``')}\``, `${text(role)}@'%'`];
  return [
    `create database if not exists ${db} character set utf8mb4 collate utf8mb4_general_ci`,
    `create user if not exists ${user} identified by ${text(password)}`,
    `alter user ${user} identified by ${text(password)}`,
    `grant all privileges on ${db}.* to ${user}`,
  ];
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
