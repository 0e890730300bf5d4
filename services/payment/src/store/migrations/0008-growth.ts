/** Ranges of the time indexes are summarised as they fill, so that no reader scans what was added since the last vacuum. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Growth1000000000008 implements MigrationInterface {
  name = 'Growth1000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter index payment_event_at set (autosummarize = on);
      alter index provider_callback_received set (autosummarize = on);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter index payment_event_at reset (autosummarize);
      alter index provider_callback_received reset (autosummarize);`);
  }
}
