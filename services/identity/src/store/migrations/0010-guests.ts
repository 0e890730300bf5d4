/** Guests: people who bought without an account. Only adds. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Guests1000000000010 implements MigrationInterface {
  name = 'Guests1000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person add column guest boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table person drop column guest');
  }
}
