/** Orders that inventory and payment know but this database lost: store/lost-orders.ts. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LostOrders1000000000006 implements MigrationInterface {
  name = 'LostOrders1000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table lost_order (order_id uuid primary key, cancelled_at timestamptz not null default now())',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table lost_order');
  }
}
