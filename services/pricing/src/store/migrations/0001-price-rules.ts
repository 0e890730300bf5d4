/** The rules of prices, a document of each kind. A kind without a row has the rules of a new shop. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PriceRules1000000000001 implements MigrationInterface {
  name = 'PriceRules1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table price_rules (
        kind text primary key,
        version int not null,
        rules jsonb not null,
        updated_at timestamptz(3) not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table price_rules');
  }
}
