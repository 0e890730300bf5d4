import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mariadbRoles, postgresRoles } from './store-roles.ts';

const order = { database: 'order', role: 'order', password: 'pw' };

test('names that are words of SQL are quoted, and nobody else may connect', () => {
  const sql = postgresRoles([order]);
  assert.match(sql, /CREATE DATABASE "order" OWNER "order"/);
  assert.match(sql, /REVOKE ALL ON DATABASE "order" FROM PUBLIC;/);
});

test('MariaDB keeps no account without a password, and each statement is one line', () => {
  const lines = mariadbRoles('root-pw', [order]).trim().split('\n');
  assert.ok(lines.every((line) => line.endsWith(';')));
  assert.ok(lines.some((line) => line.startsWith('DELETE FROM mysql.global_priv')));
  assert.ok(lines.includes("ALTER USER 'root'@'localhost' IDENTIFIED BY 'root-pw';"));
});
