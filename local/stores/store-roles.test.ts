import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mariadbRoles, postgresRoles } from './store-roles.ts';

const order = { database: 'order', role: 'order', password: 'pw' };

test('quotes names that are SQL keywords, and denies other roles', () => {
  const sql = postgresRoles([order]);
  assert.match(sql, /CREATE DATABASE "order" OWNER "order"/);
  assert.match(sql, /REVOKE ALL ON DATABASE "order" FROM PUBLIC;/);
});

test('removes MariaDB accounts without a password, with one statement per line', () => {
  const lines = mariadbRoles('root-pw', [order]).trim().split('\n');
  assert.ok(lines.every((line) => line.endsWith(';')));
  assert.ok(lines.some((line) => line.startsWith('DELETE FROM mysql.global_priv')));
  assert.ok(lines.includes("ALTER USER 'root'@'localhost' IDENTIFIED BY 'root-pw';"));
});
