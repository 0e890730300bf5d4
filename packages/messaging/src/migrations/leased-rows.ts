/** Unpublished rows of PostgreSQL's outbox by their key: each new row is compared with those before it (`outbox/add-to-outbox.ts`). */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PostgresLeasedRows0000000000009 implements MigrationInterface {
  name = 'PostgresLeasedRows0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index outbox_unpublished on outbox (topic, message_key, seq) where published_at is null;
      drop index outbox_held;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index outbox_held on outbox (topic, message_key, seq) where published_at is null and attempts > 0;
      drop index outbox_unpublished;`);
  }
}
