/** Settings that change while services run. */
import type { OperationTexts } from './operation-text.ts';
import { at } from './sample-data.ts';

const commit = '4a7d1ed414474e4033ac29ccb8653d9b2f0e9a41';
const status = {
  inForce: commit,
  head: commit,
  violations: [],
  settings: { gateway: { rateLimits: { orders: { user: 60 } } }, order: { features: { placeOrders: true } } },
};
const entry = { id: commit, author: 'Ada', at: at.paid, message: 'More orders a minute for the sale' };

export const settingsOperations: OperationTexts = {
  getSettingsStatus: {
    description:
      'The commit of the settings repository that is in force, and the settings of each service. If the newest commit is not valid, the last valid one is in force, and `violations` name file, line and reason.',
    response: status,
  },
  listSettingsCommits: {
    description: 'Who changed settings when, and why, newest first.',
    response: { items: [{ ...entry, isInForce: true }] },
  },
  getSettingsChange: {
    description: 'What a commit changed, as a unified diff, and whether its files are valid.',
    response: {
      ...entry,
      diff: 'diff --git a/gateway.yml b/gateway.yml\n@@ -3 +3 @@\n-  orders: { user: 30 }\n+  orders: { user: 60 }\n',
      violations: [],
    },
  },
  rollBackSettings: {
    description:
      'Sets the files of an earlier commit again, by a new commit in the name of the caller; nothing is removed from the history. It is in force at once. A commit that is not valid is a 422, and a change by somebody else at the same time a 409.',
    request: { to: commit },
    response: status,
  },
};
