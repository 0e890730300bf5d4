/** Names and ports of the embedded schema registry. Pure. */

/** Value of the label `mambogo.com/part` of its pod: named for its server, as stores are. */
export const schemaRegistryComponent = 'apicurio';
export const schemaRegistryObject = (shop: string): string => `${shop}-${schemaRegistryComponent}`;
/** The management port serves health to the kubelet. */
export const schemaRegistryPorts = { http: 8080, management: 9000 } as const;
/** Base of Apicurio's API in the form of Confluent's Schema Registry. */
export const confluentApiPath = '/apis/ccompat/v7';
