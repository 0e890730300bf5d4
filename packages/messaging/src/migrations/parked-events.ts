/** Why an event of the outbox can never be published; null: it can. For both dialects. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

abstract class ParkedEvents implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox add column parked varchar(200)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox drop column parked');
  }
}

export class PostgresParkedEvents0000000000008 extends ParkedEvents {
  name = 'PostgresParkedEvents0000000000008';
}

export class MysqlParkedEvents0000000000014 extends ParkedEvents {
  name = 'MysqlParkedEvents0000000000014';
}
