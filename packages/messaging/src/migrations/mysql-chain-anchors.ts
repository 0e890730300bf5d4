/** Until when the heads of each hash-chained log are anchored (`audit/chain-anchorer.ts`), in MariaDB or MySQL 8. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MysqlChainAnchors0000000000013 implements MigrationInterface {
  name = 'MysqlChainAnchors0000000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table chain_anchor (log varchar(64) not null primary key, anchored_until datetime(3)) character set utf8mb4',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table chain_anchor');
  }
}
