/** The blocks that order numbers are drawn from: store/number-block.ts. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NumberBlocks1000000000007 implements MigrationInterface {
  name = 'NumberBlocks1000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table order_number_block (
        id bigint generated always as identity primary key,
        block int not null unique,
        incarnation text not null,
        begun_at timestamptz not null default now()
      );
      create index order_number_block_incarnation on order_number_block (incarnation, id);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table order_number_block');
  }
}
