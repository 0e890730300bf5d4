/** Until when the heads of each hash-chained log are anchored, in PostgreSQL: `audit/chain-anchorer.ts`. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PostgresChainAnchors0000000000007 implements MigrationInterface {
  name = 'PostgresChainAnchors0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table chain_anchor (log text primary key, anchored_until timestamptz(3))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table chain_anchor');
  }
}
