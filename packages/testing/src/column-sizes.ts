/**
 * Checks that texts fit their columns. The size of a column is read from the database; a test names what fills it: a schema of
 * the contracts, or the longest text a program writes. Columns of MariaDB and MySQL are limited in characters (varchar: code
 * points) or in bytes (text: UTF-8); those of PostgreSQL are unlimited, but an index entry is at most 2,704 bytes.
 */
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { JsonSchema } from './json-schema.ts';

export interface Size {
  /** Code points. */
  readonly characters: number;
  /** In UTF-8. */
  readonly bytes: number;
}

/** What fills a column: ASCII of that many characters, a size, text of a schema, or a value of a schema written as JSON. */
export type Filling = number | Size | z.ZodType | { readonly json: z.ZodType };

/** Columns that are too small, and columns without a filling, by `table.column`. */
export async function columnFaults(
  database: DataSource,
  fillings: Readonly<Record<string, Filling>>,
): Promise<string[]> {
  const columns = await textColumns(database);
  const known = new Set(columns.map(({ name }) => name));
  return [
    ...Object.keys(fillings)
      .filter((name) => !known.has(name))
      .map((name) => `${name}: no such text column`),
    ...columns.flatMap(({ name, characters, bytes }) => {
      const filling = fillings[name];
      if (filling === undefined) return [`${name}: add what fills it`];
      const size = sizeOf(filling);
      return size.characters > characters || size.bytes > bytes
        ? [`${name} holds ${characters} characters and ${bytes} bytes, but needs ${size.characters} and ${size.bytes}`]
        : [];
    }),
  ];
}

export function sizeOf(filling: Filling): Size {
  if (typeof filling === 'number') return { characters: filling, bytes: filling };
  if (filling instanceof z.ZodType) return largest(jsonSchema(filling), false);
  return 'json' in filling ? largest(jsonSchema(filling.json), true) : filling;
}

interface TextColumn extends Size {
  /** `table.column` */
  readonly name: string;
}

/** All text columns of MariaDB and MySQL; of PostgreSQL those limited by their type or because they are indexed. */
async function textColumns(database: DataSource): Promise<TextColumn[]> {
  const isPostgres = database.options.type === 'postgres';
  const rows = await database.query<{ name: string; characters: number | string; bytes: number | string }[]>(
    isPostgres ? boundedPostgres : textOfMysql,
  );
  return rows.map(({ name, characters, bytes }) => ({ name, characters: Number(characters), bytes: Number(bytes) }));
}

const textOfMysql = `select concat(table_name, '.', column_name) as name, character_maximum_length as characters,
    character_octet_length as bytes
  from information_schema.columns
  where table_schema = database() and character_maximum_length is not null and table_name <> 'migration'
  order by 1`;

/** Half of the maximum index entry, because two texts may share one. */
const boundedPostgres = `select c.table_name || '.' || c.column_name as name,
    coalesce(c.character_maximum_length, 1352) as characters, 1352 as bytes
  from information_schema.columns c
  where c.table_schema = 'public' and c.table_name <> 'migration'
    and c.data_type in ('text', 'character varying', 'character')
    and (c.character_maximum_length is not null or exists (
      select from pg_index i join pg_class on pg_class.oid = i.indrelid join pg_attribute a on a.attrelid = i.indexrelid
      where pg_class.relname = c.table_name and pg_get_indexdef(i.indexrelid, a.attnum, true) ~ ('\\m' || c.column_name || '\\M')))
  order by 1`;

const jsonSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'output', reused: 'inline', unrepresentable: 'any' }) as JsonSchema;

/** An integer with its sign. */
const numberLength = 17;
const uuidLength = 36;
/** A UTF-16 unit is at most three bytes of UTF-8 (a pair is four). Only control characters, which texts lack, are longer in JSON. */
const bytesOfUnit = 3;

function largest(schema: JsonSchema, asJson: boolean): Size {
  const quotes = asJson ? 2 : 0;
  const ascii = (length: number): Size => ({ characters: length + quotes, bytes: length + quotes });
  const known = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (known) return ascii(Math.max(...known.map((value) => String(value).length)));
  if (schema.anyOf) return schema.anyOf.map((one) => largest(one, asJson)).reduce(greater);
  switch (schema.type) {
    case 'string': {
      if (schema.format === 'uuid') return ascii(uuidLength);
      const { maxLength } = schema;
      if (maxLength === undefined) throw new Error(`text without a maximum length: ${JSON.stringify(schema)}`);
      // A quotation mark is one character, and two as JSON.
      return { characters: maxLength * (asJson ? 2 : 1) + quotes, bytes: maxLength * bytesOfUnit + quotes };
    }
    case 'integer':
    case 'number':
      return { characters: numberLength, bytes: numberLength };
    case 'boolean':
      return { characters: 5, bytes: 5 };
    case 'array': {
      if (schema.maxItems === undefined || !schema.items) throw new Error('list without a maximum length');
      return times(plus(largest(schema.items, true), 1), schema.maxItems, 2);
    }
    case 'object':
      return Object.entries(schema.properties ?? {})
        .map(([name, value]) => plus(largest(value, true), name.length + 4))
        .reduce(sum, { characters: 2, bytes: 2 });
    default:
      throw new Error(`unknown size: ${JSON.stringify(schema)}`);
  }
}

const greater = (a: Size, b: Size): Size => ({
  characters: Math.max(a.characters, b.characters),
  bytes: Math.max(a.bytes, b.bytes),
});
const sum = (a: Size, b: Size): Size => ({ characters: a.characters + b.characters, bytes: a.bytes + b.bytes });
const plus = (size: Size, more: number): Size => sum(size, { characters: more, bytes: more });
const times = ({ characters, bytes }: Size, count: number, more: number): Size => ({
  characters: characters * count + more,
  bytes: bytes * count + more,
});
