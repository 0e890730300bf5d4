/**
 * SQL that gives a service a database, the role that owns it, and its logins. Names come from the blueprint plus a prefix, passwords are
 * base64url. Pure.
 */
import type { RoleInput } from '../resources/setup-job-input.ts';

export type Database = { readonly database: string } & RoleInput;

export interface PostgresStep {
  /** Returns a row when there is nothing to do: PostgreSQL has neither CREATE ROLE nor CREATE DATABASE IF NOT EXISTS. */
  readonly skipIf?: string;
  readonly statement: string;
}

export function postgresSteps({ database, ...owner }: Database): PostgresStep[] {
  const [db, user] = [identifier(database), identifier(owner.role)];
  return [
    ...roleSteps(owner),
    {
      skipIf: `select from pg_database where datname = ${stringLiteral(database)}`,
      statement: `create database ${db} owner ${user}`,
    },
    { statement: `revoke all on database ${db} from public` },
    ...(owner.logins ?? []).flatMap((login) => loginSteps(owner.role, login)),
  ];
}

/** It may read everything by the replication protocol, and in SQL only the server's state. */
export function replicationSteps({ role, password, logins = [] }: RoleInput): PostgresStep[] {
  return [
    createRole(role, password !== undefined),
    ...(password === undefined
      ? []
      : [{ statement: `alter role ${identifier(role)} replication password ${stringLiteral(password)}` }]),
    { statement: `grant pg_monitor to ${identifier(role)}` },
    // The attribute is not inherited.
    ...logins.flatMap((login) => [
      ...memberSteps(role, login),
      { statement: `alter role ${identifier(login.username)} replication` },
    ]),
  ];
}

function roleSteps({ role, password }: RoleInput): PostgresStep[] {
  return [
    createRole(role, password !== undefined),
    ...(password === undefined
      ? []
      : [{ statement: `alter role ${identifier(role)} password ${stringLiteral(password)}` }]),
    // An administrator that is not superuser can make only roles it belongs to owners of databases.
    grantToAdministrator(role),
  ];
}

const createRole = (role: string, logsIn: boolean): PostgresStep => ({
  skipIf: `select from pg_roles where rolname = ${stringLiteral(role)}`,
  statement: `create role ${identifier(role)} ${logsIn ? 'login' : 'nologin'}`,
});

const grantToAdministrator = (role: string): PostgresStep => ({
  skipIf: 'select from pg_roles where rolname = current_user and rolsuper',
  statement: `grant ${identifier(role)} to current_user`,
});

type Login = NonNullable<RoleInput['logins']>[number];

const memberSteps = (role: string, { username, password }: Login): PostgresStep[] => [
  createRole(username, true),
  { statement: `alter role ${identifier(username)} password ${stringLiteral(password)}` },
  { statement: `grant ${identifier(role)} to ${identifier(username)}` },
];

/** Its sessions act as the owner, so whatever they create is the owner's. */
const loginSteps = (role: string, login: Login): PostgresStep[] => [
  ...memberSteps(role, login),
  // Who may end its sessions.
  grantToAdministrator(login.username),
  { statement: `alter role ${identifier(login.username)} set role = ${stringLiteral(role)}` },
];

/** Logins of a role that exist and are not among those it should have. */
export const otherLoginsOf = ({ role, password, logins = [] }: RoleInput) => {
  const kept = new Set([...(password === undefined ? [] : [role]), ...logins.map(({ username }) => username)]);
  return (user: string): boolean =>
    !kept.has(user) && (user === role || (user.startsWith(`${role}_g`) && /^\d+$/.test(user.slice(role.length + 2))));
};

/** A role that owns nothing is dropped, once nobody is logged in by it. */
export const postgresRevocation = (role: string, user: string): string[] => [
  `alter role ${identifier(user)} nologin password null`,
  `select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = ${stringLiteral(user)}`,
  ...(user === role ? [] : [`drop role ${identifier(user)}`]),
];

export function mysqlStatements({ database, ...owner }: Database): string[] {
  const db = `\`${database.replaceAll('`', '``')}\``;
  return [
    `create database if not exists ${db} character set utf8mb4 collate utf8mb4_general_ci`,
    ...usersOf(owner).flatMap(({ username, password: secret }) => [
      `create user if not exists ${account(username)} identified by ${stringLiteral(secret)}`,
      `alter user ${account(username)} identified by ${stringLiteral(secret)}`,
      `grant all privileges on ${db}.* to ${account(username)}`,
    ]),
  ];
}

/** It may read everything, to copy it, and change nothing. Encrypted also where the server still accepts other connections. */
export const mysqlReplicationStatements = (replication: RoleInput): string[] =>
  usersOf(replication).flatMap(({ username, password }) => [
    `create user if not exists ${account(username)} identified by ${stringLiteral(password)} require ssl`,
    `alter user ${account(username)} identified by ${stringLiteral(password)} require ssl`,
    `grant replication slave, binlog monitor, select, show view, trigger on *.* to ${account(username)}`,
  ]);

const usersOf = ({ role, password, logins = [] }: RoleInput): Login[] => [
  ...(password === undefined ? [] : [{ username: role, password }]),
  ...logins,
];

/** Not dropped: what it defined, such as a trigger, goes on working. */
export const mysqlRevocation = (user: string): string => `alter user ${account(user)} account lock`;

const account = (user: string): string => `${stringLiteral(user)}@'%'`;
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const stringLiteral = (value: string): string => `'${value.replaceAll("'", "''")}'`;
