/**
 * The lock that a relay holds while it publishes its outbox. Who takes it pauses the relay: nothing that is committed meanwhile
 * reaches another service before the lock is released. A backup does (docs/decisions/0046).
 */

/** An advisory lock of the database. */
export const postgresRelayLock = 7_262_002;

/** SQL of the name for GET_LOCK. Such locks are the whole server's, so the database's name (hashed: 64 characters at most) is in it. */
export const mysqlRelayLock = `concat('mambogo-outbox-', md5(database()))`;
