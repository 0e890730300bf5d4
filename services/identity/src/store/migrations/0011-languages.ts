/** The language in which a person last logged in, for messages. Only adds. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Languages1000000000011 implements MigrationInterface {
  name = 'Languages1000000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person add column language text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column language');
  }
}
