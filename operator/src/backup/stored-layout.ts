/** Paths of a backup of a shop in a cluster, beside its manifest. */
export const storedLayout = {
  database: (dump: string): string => `databases/${dump}`,
  redis: (service: string): string => `redis/${service}.jsonl`,
  ledger: 'provider-ledger.sqlite',
  settings: 'settings.bundle',
} as const;
