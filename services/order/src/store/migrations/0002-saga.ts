/**
 * Columns for the timers: the payment deadline of an open order, whether an ended one is unacknowledged, and how often its
 * outcome was published again. Summaries include refunds from now on, so all are rebuilt.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rebuildSummariesWithin } from '../rebuild-summaries.ts';

export class Saga1000000000002 implements MigrationInterface {
  name = 'Saga1000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table order_summary add pay_before timestamptz not null default 'infinity',
        add unanswered boolean not null default false;
      alter table order_summary alter pay_before drop default, alter unanswered drop default;
      create index order_summary_unpaid on order_summary (pay_before) where status in ('PENDING', 'AWAITING_PAYMENT');
      create index order_summary_unanswered on order_summary (updated_at) where unanswered;
      create table order_reminder (
        order_id uuid primary key,
        times int not null,
        at timestamptz not null,
        next_at timestamptz not null
      );`);
    await rebuildSummariesWithin(runner.manager);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table order_reminder');
    await runner.query('alter table order_summary drop pay_before, drop unanswered');
  }
}
