/** Ranges of the time indexes are summarised as they fill, so that no purge scans what was added since the last vacuum. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PostgresSummarisedTimes0000000000010 implements MigrationInterface {
  name = 'PostgresSummarisedTimes0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter index inbox_received set (autosummarize = on);
      alter index answered_request_created set (autosummarize = on);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter index inbox_received reset (autosummarize);
      alter index answered_request_created reset (autosummarize);`);
  }
}
