/** Finds the newest entries of the log, whose chains are to be anchored. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnchorTimes1000000000006 implements MigrationInterface {
  name = 'AnchorTimes1000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index stock_movement_at on stock_movement using brin (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index stock_movement_at');
  }
}
