/**
 * Indexes for a log of millions of entries: what merchants did, all of it, one merchant's, and refunds, each newest first. Ranges of
 * the time indexes are summarised as they fill, so that no reader scans what was added since the last vacuum.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Growth1000000000012 implements MigrationInterface {
  name = 'Growth1000000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index order_event_by_staff on order_event (at) where actor like 'merchant:%';
      create index order_event_by_merchant on order_event (actor, at) where actor like 'merchant:%';
      create index order_event_refunds on order_event (at)
        where actor like 'merchant:%' and 'order.' || type like 'order.refund%';
      create index staff_note_by_age on staff_note (at);
      alter index order_event_at set (autosummarize = on);
      alter index staff_note_at set (autosummarize = on);
      alter index idempotency_key_created set (autosummarize = on);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index order_event_by_staff, order_event_by_merchant, order_event_refunds, staff_note_by_age;
      alter index order_event_at reset (autosummarize);
      alter index staff_note_at reset (autosummarize);
      alter index idempotency_key_created reset (autosummarize);`);
  }
}
