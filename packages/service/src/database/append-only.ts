/** Append-only tables: the database itself rejects UPDATE, DELETE and TRUNCATE. */

/** PostgreSQL statements that make `table` append-only. */
export const appendOnly = (table: string): string => `
  create or replace function refuse_change() returns trigger language plpgsql as
    $$ begin raise exception '% is append-only', tg_table_name using errcode = '23514'; end $$;
  create trigger ${table}_append_only before update or delete or truncate on ${table}
    for each statement execute function refuse_change();`;
