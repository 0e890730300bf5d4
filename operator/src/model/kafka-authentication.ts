/** Sidecar authentication at Kafka: metadata items of its components. Pure. */

import { loginAt } from './credential-generations.ts';

/** One component serves all sidecars, so each reads its own user's password from its environment. */
export const kafkaPasswordVariable = 'KAFKA_PASSWORD';

/** A sidecar that knows the passwords of two generations works with either component. */
export const kafkaPasswordVariableAt = (generation: number): string =>
  loginAt(kafkaPasswordVariable, generation).toUpperCase();

/**
 * @param user default: each sidecar's app id
 * @param mechanism by Dapr's name
 */
export const passwordAuthentication = (user = '{appID}', mechanism = 'PLAINTEXT', variable = kafkaPasswordVariable) => [
  { name: 'authType', value: 'password' },
  { name: 'saslUsername', value: user },
  { name: 'saslPassword', envRef: variable },
  { name: 'saslMechanism', value: mechanism },
];
