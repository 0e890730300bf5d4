/** Finds the newest entries of the log, whose chains are to be anchored. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnchorTimes1000000000007 implements MigrationInterface {
  name = 'AnchorTimes1000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index payment_event_at on payment_event using brin (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index payment_event_at');
  }
}
