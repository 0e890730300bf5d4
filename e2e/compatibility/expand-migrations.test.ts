/** Code of a release works on the schema of the next one: migrations marked `expand` take nothing away and demand nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schema as identity } from '@mambogo/identity/src/store/database.ts';
import { schema as inventory } from '@mambogo/inventory/src/store/database.ts';
import { schema as order } from '@mambogo/order/src/store/database.ts';
import { schema as payment } from '@mambogo/payment/src/store/database.ts';
import { schema as product } from '@mambogo/product/src/store/database.ts';
import { createDatabase } from '@mambogo/service/database/database.ts';
import type { ReleaseMigrations } from '@mambogo/service/database/releases.ts';
import { createTestDatabase, type TestDatabase, type TestDialect } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';

const databases: readonly (readonly [string, TestDialect, readonly ReleaseMigrations[]])[] = [
  ['identity', 'postgres', identity.releases],
  ['inventory', 'postgres', inventory.releases],
  ['order', 'postgres', order.releases],
  ['payment', 'postgres', payment.releases],
  ['product', 'mysql', product.releases],
];

for (const [name, dialect, releases] of databases)
  test(`each release of ${name} only expands the schema of the one before`, async (t) => {
    const own = await createTestDatabase(dialect);
    t.after(() => own.drop());
    let before = await describeSchema(own, dialect);
    for (const [index, { release }] of releases.entries()) {
      const migrations = releases.slice(0, index + 1).flatMap(({ expand }) => [...expand]);
      const database = createDatabase({
        ...own,
        pool: 1,
        appId: 'test',
        entities: [],
        migrations,
        logger: pino({ level: 'silent' }),
      });
      await database.initialize();
      await database.runMigrations({ transaction: dialect === 'postgres' ? 'each' : 'none' });
      await database.destroy();
      const after = await describeSchema(own, dialect);
      assert.deepEqual(narrowed(before, after), [], release);
      before = after;
    }
  });

interface Schema {
  /** `table.column` -> type, whether it may be null, whether it has a default. */
  readonly columns: ReadonlyMap<string, { type: string; nullable: boolean; hasDefault: boolean }>;
  /** `table: definition` of keys and checks. */
  readonly constraints: ReadonlySet<string>;
}

async function describeSchema({ database }: TestDatabase, dialect: TestDialect): Promise<Schema> {
  const schema = dialect === 'postgres' ? 'current_schema()' : 'database()';
  const type =
    dialect === 'postgres' ? `concat(data_type, coalesce(character_maximum_length::text, ''))` : 'column_type';
  const columns: { place: string; type: string; nullable: string; preset: string | null; extra: string | null }[] =
    await database.query(
      `select concat(table_name, '.', column_name) as place, ${type} as type, is_nullable as nullable,
         column_default as preset, ${dialect === 'postgres' ? 'is_identity' : 'extra'} as extra
       from information_schema.columns where table_schema = ${schema}`,
    );
  const constraints: { text: string }[] = await database.query(
    dialect === 'postgres'
      ? `select concat(conrelid::regclass, ': ', pg_get_constraintdef(oid)) as text from pg_constraint
         where connamespace = current_schema()::regnamespace and conrelid <> 0 and contype <> 'n'`
      : `select concat(table_name, ': ', constraint_type, ' ', constraint_name) as text
         from information_schema.table_constraints where table_schema = database()`,
  );
  return {
    columns: new Map(
      columns.map((one) => [
        one.place,
        {
          type: one.type,
          nullable: one.nullable === 'YES',
          hasDefault: one.preset !== null || /YES|auto_increment/.test(one.extra ?? ''),
        },
      ]),
    ),
    constraints: new Set(constraints.map(({ text }) => text)),
  };
}

const tableOf = (place: string): string => place.slice(0, place.search(/[.:]/));

/** What code that knows `before` no longer finds, or is refused. */
function narrowed(before: Schema, after: Schema): string[] {
  const known = new Set([...before.columns.keys()].map(tableOf));
  return [
    ...[...before.columns].flatMap(([place, was]) => {
      const is = after.columns.get(place);
      if (!is) return [`${place} is gone`];
      return is.type !== was.type || (was.nullable && !is.nullable) || (was.hasDefault && !is.hasDefault)
        ? [`${place} was ${JSON.stringify(was)} and is ${JSON.stringify(is)}`]
        : [];
    }),
    ...[...after.columns].flatMap(([place, { nullable, hasDefault }]) =>
      before.columns.has(place) || !known.has(tableOf(place)) || nullable || hasDefault ? [] : [`${place} is required`],
    ),
    ...[...after.constraints].flatMap((text) =>
      before.constraints.has(text) || !known.has(tableOf(text)) ? [] : [`new constraint: ${text}`],
    ),
  ];
}

test('finds what is taken away or demanded', () => {
  const column = { type: 'int', nullable: false, hasDefault: false };
  const before: Schema = { columns: new Map([['a.x', column]]), constraints: new Set(['a: PRIMARY KEY (x)']) };
  const after: Schema = {
    columns: new Map([
      ['a.y', column],
      ['b.z', column],
    ]),
    constraints: new Set(['a: CHECK (y > 0)', 'b: PRIMARY KEY (z)']),
  };
  assert.deepEqual(narrowed(before, after), ['a.x is gone', 'a.y is required', 'new constraint: a: CHECK (y > 0)']);
});
