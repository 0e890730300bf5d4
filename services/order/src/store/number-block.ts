/**
 * The block that order numbers are drawn from (domain/order-number.ts). It belongs to this database as it runs now: once the
 * database was restored, in whatever way, another block is begun, which it never had. What it issued after the moment it was
 * restored to, and so no longer knows, is of a block that it does know, or of one that nobody draws a second time.
 *
 * A restored database is told by the identity of what it is in: a table that was restored from a dump is another table, and a
 * server whose files were put back was started again. So a server that was merely restarted begins a block, too; there are enough.
 */
import type { EntityManager } from 'typeorm';
import { type Draw, drawBlock } from '../domain/order-number.ts';

const incarnation = `concat_ws(' ', extract(epoch from pg_postmaster_start_time()),
  (select oid from pg_database where datname = current_database()), 'order_number_block'::regclass::oid)`;

/** A scalar query: the block of this database as it runs now, null where it has none yet. */
export const currentBlock = `select block from order_number_block where incarnation = ${incarnation} order by id desc limit 1`;

/** Begins a block, which counts once the transaction commits. Fails by the constraint `knownBlock` where it was begun before. */
export async function beginBlock(manager: EntityManager, draw?: Draw): Promise<number> {
  const block = drawBlock(draw);
  await manager.query(`insert into order_number_block (block, incarnation) values ($1, ${incarnation})`, [block]);
  return block;
}

export const knownBlock = 'order_number_block_block_key';
