/** Responses to requests with an Idempotency-Key, in MariaDB or MySQL 8: `idempotency/with-idempotency-key.ts`. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MysqlAnsweredRequests0000000000012 implements MigrationInterface {
  name = 'MysqlAnsweredRequests0000000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table answered_request (
      caller varchar(100) character set utf8mb4 collate utf8mb4_bin not null,
      route varchar(100) character set utf8mb4 collate utf8mb4_bin not null,
      idempotency_key varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      claim char(36) not null,
      request_hash char(64) not null,
      answer longtext,
      created_at datetime(6) not null default current_timestamp(6),
      primary key (caller, route, idempotency_key),
      index answered_request_created (created_at)
    ) character set utf8mb4`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table answered_request');
  }
}
