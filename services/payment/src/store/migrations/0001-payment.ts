/** Payments, their attempts and refunds (each also a work queue by `next_at`), and the append-only log. */
import { appendOnly } from '@mambogo/service/database/append-only.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Payment1000000000001 implements MigrationInterface {
  name = 'Payment1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table payment (
        order_id uuid primary key,
        customer_id uuid,
        amount int,
        currency text,
        token text,
        placed boolean not null,
        reserved boolean not null,
        ended boolean not null,
        status text not null,
        failure jsonb,
        attempts int not null,
        refunds int not null,
        captured int not null,
        refunded int not null,
        version int not null,
        last_hash text not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check (captured in (0, amount)),
        check (refunded between 0 and captured),
        check (placed = (customer_id is not null and amount is not null and currency is not null))
      );
      create table payment_attempt (
        order_id uuid not null references payment (order_id),
        attempt int not null,
        payment_id uuid not null unique,
        state text not null check (state in ('STARTED', 'CAPTURED', 'FAILED', 'ACTION_REQUIRED', 'VOIDED')),
        token text,
        reference text,
        surplus boolean not null,
        failure jsonb,
        action_url text,
        causation_id text,
        traceparent text,
        next_at timestamptz,
        tries int not null default 0,
        first_sent_at timestamptz,
        sent_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (order_id, attempt)
      );
      create index payment_attempt_due on payment_attempt (next_at) where next_at is not null;
      create unique index payment_attempt_one_open on payment_attempt (order_id)
        where state in ('STARTED', 'ACTION_REQUIRED');
      create unique index payment_attempt_one_capture on payment_attempt (order_id)
        where state = 'CAPTURED' and not surplus;
      create table payment_refund (
        refund_id uuid primary key,
        order_id uuid not null,
        attempt int not null,
        amount int not null check (amount > 0),
        reason text not null,
        state text not null check (state in ('REQUESTED', 'DONE', 'FAILED')),
        causation_id text,
        traceparent text,
        next_at timestamptz,
        tries int not null default 0,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        foreign key (order_id, attempt) references payment_attempt (order_id, attempt)
      );
      create index payment_refund_order on payment_refund (order_id);
      create index payment_refund_due on payment_refund (next_at) where next_at is not null;
      create table payment_event (
        id bigint generated always as identity primary key,
        order_id uuid not null,
        version int not null,
        type text not null,
        data jsonb not null,
        actor text not null,
        correlation_id text not null,
        causation_id text,
        at timestamptz not null,
        hash text not null,
        prev_hash text not null,
        unique (order_id, version)
      );
      ${appendOnly('payment_event')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table payment_event, payment_refund, payment_attempt, payment');
  }
}
