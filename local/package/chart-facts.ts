/** What catalogues of operators (Artifact Hub, OperatorHub) say about this one. */

export const chartFacts = {
  home: 'https://mambogo.com',
  description: 'Makes a running shop of one Storefront resource: services, stores, events, sidecars and web pages.',
  text: `Mambogo makes a complete shop of one \`Storefront\` resource and keeps it running: web pages, gateway, identity, catalogue, carts,
orders, payments and stock, on Dapr, Kafka, Redis, PostgreSQL and MariaDB. Orders are a saga with compensation, outbox and inbox.

It repairs drift, upgrades a shop and returns by itself when an upgrade fails, makes and restores backups (\`StorefrontBackup\`,
\`StorefrontRestore\`), scales by CPU and by unread events, and says in conditions what is missing and what to do.

The cluster needs [Dapr](https://dapr.io) 1.18 and a default StorageClass.`,
  keywords: ['e-commerce', 'shop', 'storefront', 'dapr', 'kafka', 'saga'],
  /** Of OperatorHub's levels: it upgrades, backs up and restores. */
  capabilities: 'Full Lifecycle',
  minKubeVersion: '1.31.0',
} as const;
