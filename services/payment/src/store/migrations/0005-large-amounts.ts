/**
 * Amounts in currencies with small units do not fit into 32 bits. Double precision holds every integer up to 2^53, as JSON does,
 * and is read as a number by this release and by the previous one, which may run alongside; a bigint would be read as text.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = [
  ['payment', 'amount'],
  ['payment', 'captured'],
  ['payment', 'refunded'],
  ['payment_attempt', 'taken'],
  ['payment_refund', 'amount'],
] as const;

export class LargeAmounts1000000000005 implements MigrationInterface {
  name = 'LargeAmounts1000000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, changes] of changesOf('double precision')) {
      const whole = columns.flatMap(([of, name]) =>
        of === table ? [`add constraint ${table}_${name}_whole check (${name} = trunc(${name}))`] : [],
      );
      await runner.query(`alter table ${table} ${[...changes, ...whole].join(', ')}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, name] of columns)
      await runner.query(`alter table ${table} drop constraint ${table}_${name}_whole`);
    for (const [table, changes] of changesOf('int')) await runner.query(`alter table ${table} ${changes.join(', ')}`);
  }
}

const changesOf = (type: string) =>
  Map.groupBy(columns, ([table]) => table)
    .entries()
    .map(([table, ofTable]) => [table, ofTable.map(([, name]) => `alter column ${name} type ${type}`)] as const);
