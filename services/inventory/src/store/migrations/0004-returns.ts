/** Goods of a reservation that refunds have returned into sale. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Returns1000000000004 implements MigrationInterface {
  name = 'Returns1000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table reservation add returns jsonb not null default '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reservation drop returns');
  }
}
