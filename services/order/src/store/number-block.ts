/**
 * The block that order numbers are drawn from (domain/order-number.ts). A block belongs to one incarnation of the database:
 * after any kind of restore a new block is started that this database never used. So numbers that were issued after the restore
 * point, and that the database no longer knows, are not issued again.
 *
 * An incarnation is identified by the server's start time and by object ids: a table restored from a dump has a new oid, and a
 * server whose files were restored has been restarted. An ordinary restart therefore starts a new block too; there are enough
 * blocks.
 */
import type { EntityManager } from 'typeorm';
import { type Draw, drawBlock } from '../domain/order-number.ts';

const incarnation = `concat_ws(' ', extract(epoch from pg_postmaster_start_time()),
  (select oid from pg_database where datname = current_database()), 'order_number_block'::regclass::oid)`;

/** A scalar query: the block of the current incarnation, null if it has none yet. */
export const currentBlock = `select block from order_number_block where incarnation = ${incarnation} order by id desc limit 1`;

/** Starts a block, effective once the transaction commits. Violates the constraint `knownBlock` if the block was used before. */
export async function beginBlock(manager: EntityManager, draw?: Draw): Promise<number> {
  const block = drawBlock(draw);
  await manager.query(`insert into order_number_block (block, incarnation) values ($1, ${incarnation})`, [block]);
  return block;
}

export const knownBlock = 'order_number_block_block_key';
