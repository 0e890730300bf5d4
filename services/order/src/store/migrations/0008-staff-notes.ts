/** Notes of staff: an append-only log per customer, with texts encrypted with the customer's key. */
import { appendOnly } from '@mambogo/service/database/append-only.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StaffNotes1000000000008 implements MigrationInterface {
  name = 'StaffNotes1000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table staff_note (
        customer_id uuid not null,
        version int not null,
        id uuid not null unique,
        order_id uuid,
        personal bytea not null,
        author text not null,
        at timestamptz not null,
        hash text not null,
        prev_hash text not null,
        primary key (customer_id, version)
      );
      create index staff_note_order on staff_note (order_id, version desc) where order_id is not null;
      ${appendOnly('staff_note')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table staff_note');
  }
}
