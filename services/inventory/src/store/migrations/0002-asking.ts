/** When the order of a reservation is next asked to confirm it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Asking1000000000002 implements MigrationInterface {
  name = 'Asking1000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table reservation add ask_at timestamptz;
      update reservation set ask_at = expires_at;
      drop index reservation_open;
      create index reservation_to_ask on reservation (ask_at) where status = 'RESERVED';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reservation drop ask_at');
    await runner.query(`create index reservation_open on reservation (expires_at) where status = 'RESERVED'`);
  }
}
