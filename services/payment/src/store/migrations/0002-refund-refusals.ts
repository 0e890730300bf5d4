/** Stores the reason of a rejected refund, to repeat it on request. Existing ones are filled from the log. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RefundRefusals1000000000002 implements MigrationInterface {
  name = 'RefundRefusals1000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table payment_refund add why text;
      update payment_refund r set why = e.data ->> 'why'
      from payment_event e
      where r.state = 'FAILED' and e.order_id = r.order_id and e.type = 'refund-failed'
        and e.data ->> 'refundId' = r.refund_id::text;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table payment_refund drop why');
  }
}
