/** Indexes for the query of a customer's open and unpaid orders that runs whenever an order is placed. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Holding1000000000003 implements MigrationInterface {
  name = 'Holding1000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index order_summary_open on order_summary (customer_id, id) where status in ('PENDING', 'AWAITING_PAYMENT');
      create index order_summary_cancelled on order_summary (customer_id, updated_at) where status = 'CANCELLED';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index order_summary_open, order_summary_cancelled');
  }
}
