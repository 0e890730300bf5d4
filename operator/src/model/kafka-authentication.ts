/** How sidecars log in at Kafka: metadata items of its components. Pure. */

/** One component serves all sidecars, so each finds the password of its own user in its environment. */
export const kafkaPasswordVariable = 'KAFKA_PASSWORD';

/**
 * @param user default: each sidecar's app id
 * @param mechanism in Dapr's words
 */
export const passwordAuthentication = (user = '{appID}', mechanism = 'PLAINTEXT') => [
  { name: 'authType', value: 'password' },
  { name: 'saslUsername', value: user },
  { name: 'saslPassword', envRef: kafkaPasswordVariable },
  { name: 'saslMechanism', value: mechanism },
];
