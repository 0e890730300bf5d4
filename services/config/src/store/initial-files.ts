/** Files of a new repository: nothing is changed by them, and each says what could be. */
import { getSettingsStatus } from '@mambogo/contracts/api/settings.ts';

export const initialFiles: Readonly<Record<string, string>> = {
  'README.md': `# Settings of the shop

Commit a change to the branch that the shop reads, and push: it is in force within seconds, without a restart. A commit with a
mistake is refused as a whole, with file, line and reason (${getSettingsStatus.method} ${getSettingsStatus.path}), and the last good one stays in force.

| file | applies to |
|---|---|
| \`application.yml\` | all services: \`logLevel\`, \`features\` |
| \`<service>.yml\` | one service, such as \`gateway.yml\` |
| \`application-<profile>.yml\`, \`<service>-<profile>.yml\` | the same in one profile: local, demo or prod |

A file of a service is stronger than \`application.yml\`, and one of a profile is stronger than one without. What no file sets
has the value with which the shop was started.
`,
  'application.yml': `# All services.
# logLevel: info
# features:
#   placeOrders: true
`,
  'gateway.yml': `# The gateway: requests a minute, detection of attacks, time-outs.
# rateLimits:
#   products: { address: 2000 }
#   orders: { user: 30, address: 300 }
# threats: { threshold: 75, refuse: true }
# deadlines: { readMs: 2000, writeMs: 10000 }
`,
  'order.yml': `# Orders.
# openOrdersPerCustomer: 3
# heldUnitsPerCustomer: 100
`,
};
