/**
 * Erasure of customers: their key is deleted and the remaining row records that, so that no new key is created. Stored responses
 * record whose data they contain: a merchant's response may contain a customer's address.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Erasure1000000000005 implements MigrationInterface {
  name = 'Erasure1000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table customer_key alter wrapped_key drop not null, add erased_at timestamptz,
        add check ((wrapped_key is null) = (erased_at is not null));
      alter table idempotency_key add data_of uuid;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table idempotency_key drop data_of;
      delete from customer_key where erased_at is not null;
      alter table customer_key drop erased_at, alter wrapped_key set not null;`);
  }
}
