import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSql, mutateSql } from './mutate-sql.ts';

const mutated = (sql: string): string[] =>
  mutateSql(sql).map(({ operator, start, end, replacement }) =>
    `${operator}: ${sql.slice(0, start)}${replacement}${sql.slice(end)}`.replace(/\s+/g, ' ').trim(),
  );

test('removes locks, orders and each condition', () => {
  assert.deepEqual(
    mutated('select a from t where b = $1 and (c or d) order by a limit $2 for update of t skip locked'),
    [
      'lock: select a from t where b = $1 and (c or d) order by a limit $2',
      'lock: select a from t where b = $1 and (c or d) order by a limit $2 for update of t',
      'order: select a from t where b = $1 and (c or d) limit $2 for update of t skip locked',
      'condition: select a from t where true and (c or d) order by a limit $2 for update of t skip locked',
      'condition: select a from t where b = $1 and true order by a limit $2 for update of t skip locked',
    ],
  );
});

test('a condition ends at the closing parenthesis around it', () => {
  assert.deepEqual(mutated('with x as (select 1 from t where a and b) select * from x'), [
    'condition: with x as (select 1 from t where true and b) select * from x',
    'condition: with x as (select 1 from t where a and true ) select * from x',
  ]);
});

test('removes what happens on a conflict', () => {
  assert.deepEqual(mutated('insert into t (a) values ($1) on conflict do nothing returning a'), [
    'conflict: insert into t (a) values ($1) returning a',
  ]);
  assert.deepEqual(
    mutated('insert into t (a) values ($1) on conflict (a) do update set b = least(t.b, 1) returning a'),
    ['conflict: insert into t (a) values ($1) on conflict (a) do nothing returning a'],
  );
});

test('recognises only statements as SQL', () => {
  assert.equal(isSql('\n  update t set a = 1'), true);
  for (const text of ['select', 'selected', 'the update failed']) assert.equal(isSql(text), false, text);
});
