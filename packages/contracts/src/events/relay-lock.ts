/**
 * The lock that a relay holds while it publishes its outbox. Holding it pauses the relay: nothing that is committed meanwhile
 * reaches another service before the lock is released. Backups do that (docs/decisions/0046).
 */

/** An advisory lock of the database. */
export const postgresRelayLock = 7_262_002;

/** SQL of the name for GET_LOCK: such locks are global to the server, so it has the database's name (hashed, for the length). */
export const mysqlRelayLock = `concat('mambogo-outbox-', md5(database()))`;
