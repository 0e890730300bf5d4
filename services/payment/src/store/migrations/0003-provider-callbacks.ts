/** Provider callbacks, each event once; looked up by attempt, which may not be known yet. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProviderCallbacks1000000000003 implements MigrationInterface {
  name = 'ProviderCallbacks1000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table provider_callback (
        provider text not null,
        event_id text not null,
        type text not null,
        reference text not null,
        order_id uuid,
        attempt int,
        received_at timestamptz not null default now(),
        primary key (provider, event_id),
        check ((order_id is null) = (attempt is null))
      );
      create index provider_callback_attempt on provider_callback (order_id, attempt);
      create index provider_callback_received on provider_callback using brin (received_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table provider_callback');
  }
}
