/** Messages to people: what each is about and what became of it. No addresses, names or texts. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Messages1000000000001 implements MigrationInterface {
  name = 'Messages1000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table message (
        id uuid primary key,
        fact text not null unique,
        kind text not null,
        order_id uuid,
        person_id uuid,
        reference text,
        state text not null,
        reason text,
        tries int not null default 0,
        repeats int not null default 0,
        next_at timestamptz,
        created_at timestamptz not null default now(),
        queued_at timestamptz not null default now(),
        sent_at timestamptz,
        traceparent text,
        check ((state = 'queued') = (next_at is not null))
      );
      create index message_due on message (next_at) where next_at is not null;
      create index message_order on message (order_id, id desc);
      create index message_person on message (person_id);
      create index message_state on message (state, id desc) where state <> 'sent'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table message');
  }
}
