/** Sidecar authentication at Kafka: metadata items of its components. Pure. */

/** One component serves all sidecars, so each reads its own user's password from its environment. */
export const kafkaPasswordVariable = 'KAFKA_PASSWORD';

/**
 * @param user default: each sidecar's app id
 * @param mechanism by Dapr's name
 */
export const passwordAuthentication = (user = '{appID}', mechanism = 'PLAINTEXT') => [
  { name: 'authType', value: 'password' },
  { name: 'saslUsername', value: user },
  { name: 'saslPassword', envRef: kafkaPasswordVariable },
  { name: 'saslMechanism', value: mechanism },
];
