/** Names of credentials and settings that several services have. */
export const sidecarCredentialNames = ['dapr-api-token', 'app-api-token'] as const;

/** Settings of services that validate prices and totals. */
export const amountSettingNames = ['MAX_ORDER_TOTAL', 'MAX_PRICE', 'MIN_ORDER_TOTAL', 'PAYMENT_PROVIDER'] as const;
