/** Stock, reservations, and the append-only log of movements. */
import { appendOnly } from '@mambogo/service/database/append-only.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Stock1000000000001 implements MigrationInterface {
  name = 'Stock1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stock_item (
        product_id uuid primary key,
        on_hand int not null,
        reserved int not null,
        sold int not null,
        received int not null,
        adjusted int not null,
        version int not null,
        last_hash text not null default '',
        updated_at timestamptz not null default now(),
        check (reserved between 0 and on_hand),
        check (on_hand + sold = received + adjusted)
      );
      create table reservation (
        order_id uuid primary key,
        status text not null,
        lines jsonb not null default '[]',
        shortages jsonb not null default '[]',
        expires_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create index reservation_open on reservation (expires_at) where status = 'RESERVED';
      create table stock_movement (
        id bigint generated always as identity primary key,
        product_id uuid not null,
        type text not null,
        quantity int not null,
        order_id uuid,
        reference text,
        reason text,
        actor text not null,
        correlation_id text not null,
        causation_id text,
        at timestamptz not null,
        hash text not null,
        prev_hash text not null
      );
      create index stock_movement_product on stock_movement (product_id, id desc);
      create index stock_movement_order on stock_movement (order_id) where order_id is not null;
      ${appendOnly('stock_movement')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table stock_movement, reservation, stock_item');
  }
}
