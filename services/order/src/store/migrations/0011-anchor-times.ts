/** Finds the newest entries of the logs, whose chains are to be anchored. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnchorTimes1000000000011 implements MigrationInterface {
  name = 'AnchorTimes1000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index order_event_at on order_event using brin (at); create index staff_note_at on staff_note using brin (at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index order_event_at; drop index staff_note_at');
  }
}
