/** Names of read replicas. Pure. */

/** Component of the read replicas of a store; the suffix is that of their Service, as with other operators. */
export const replicasComponent = (store: string): string => `${store}-ro`;

/** Role, or account, by which replicas follow their primary. */
export const replicationRole = 'mambogo_replication';
