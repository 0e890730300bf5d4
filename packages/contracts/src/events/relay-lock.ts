/**
 * The locks of relays. The relay lock is held by a relay while it publishes rows of its outbox's table. The lease lock exists in
 * PostgreSQL, where processes also publish their own rows from memory: a transaction shares it from the insert of its events
 * until it ends, and rows that are inserted while another has it alone are left to the relay that has the relay lock. Holding
 * both pauses the relays: nothing that is committed meanwhile reaches another service before they are released. Backups do that
 * (docs/decisions/0046, 0073).
 */

/** An advisory lock of the database. */
export const postgresRelayLock = 7_262_002;

/** An advisory lock of the database. */
export const postgresLeaseLock = 7_262_003;

/** SQL of the name for GET_LOCK: such locks are global to the server, so it has the database's name (hashed, for the length). */
export const mysqlRelayLock = `concat('mambogo-outbox-', md5(database()))`;
