/** The event log of orders, its fold for reading, customers' keys and idempotency keys. */
import { appendOnly } from '@mambogo/service/database/append-only.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Orders1000000000001 implements MigrationInterface {
  name = 'Orders1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create sequence order_number start 100001;
      create table customer_key (
        customer_id uuid primary key,
        wrapped_key bytea not null,
        created_at timestamptz not null default now()
      );
      create table order_event (
        order_id uuid not null,
        version int not null,
        type text not null,
        data jsonb not null,
        personal bytea,
        at timestamptz not null,
        actor text not null,
        correlation_id text not null,
        causation_id text,
        hash text not null,
        prev_hash text not null,
        primary key (order_id, version)
      );
      ${appendOnly('order_event')}
      create table order_summary (
        id uuid primary key,
        number text not null unique,
        customer_id uuid not null,
        status text not null,
        cart_version text not null,
        total bigint not null,
        currency text not null,
        data jsonb not null,
        personal bytea,
        version int not null,
        last_hash text not null,
        placed_at timestamptz not null,
        updated_at timestamptz not null
      );
      create index order_summary_customer on order_summary (customer_id, id desc);
      create index order_summary_status on order_summary (status, id desc);
      create unique index order_summary_one_per_cart on order_summary (customer_id, cart_version) where status <> 'CANCELLED';
      create table idempotency_key (
        customer_id uuid not null,
        route text not null,
        key text not null,
        body_hash text not null,
        lease_id uuid not null,
        leased_until timestamptz not null,
        answer bytea,
        created_at timestamptz not null default now(),
        primary key (customer_id, route, key)
      );
      create index idempotency_key_created on idempotency_key using brin (created_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_key, order_summary, order_event, customer_key');
    await runner.query('drop sequence order_number');
  }
}
