/** Schemas and routes of the settings that change while services run, for administrators. */
import { z } from 'zod';
import { Cursor, cursorQuery } from '../page.ts';
import { route } from '../route.ts';
import { Time } from '../time.ts';

export const SettingsCommitId = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
  .meta({ description: 'id of a Git commit' });

export const SettingsViolation = z
  .object({
    file: z.string(),
    line: z.int().min(1),
    reason: z.string(),
  })
  .meta({ id: 'SettingsViolation' });

export const SettingsStatus = z
  .object({
    inForce: SettingsCommitId.optional().meta({ description: 'the commit in force; absent: none yet' }),
    head: SettingsCommitId.optional().meta({ description: 'the newest commit' }),
    violations: z.array(SettingsViolation).meta({ description: 'why the newest commit is not in force; empty: it is' }),
    unreachableSince: Time.optional().meta({
      description: 'since when the repository cannot be read; the commit in force stays in force',
    }),
    settings: z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .meta({ description: 'the settings in force, by service; what is not there has the value of the start' }),
  })
  .meta({ id: 'SettingsStatus' });
export type SettingsStatus = z.infer<typeof SettingsStatus>;

export const SettingsCommit = z
  .object({ id: SettingsCommitId, author: z.string(), at: Time, message: z.string(), isInForce: z.boolean() })
  .meta({ id: 'SettingsCommit' });
export type SettingsCommit = z.infer<typeof SettingsCommit>;

export const SettingsChange = SettingsCommit.omit({ isInForce: true })
  .extend({
    diff: z.string().meta({ description: 'what it changed, as a unified diff' }),
    violations: z.array(SettingsViolation).meta({ description: 'why it cannot be in force; empty: it can' }),
  })
  .meta({ id: 'SettingsChange' });
export type SettingsChange = z.infer<typeof SettingsChange>;

const admin = { owner: 'config', scopes: ['admin:all'], rate: 'merchants' } as const;
/** Operators see settings, and do not change them here. */
const read = { ...admin, alternativeScopes: ['operations:manage'] } as const;

export const getSettingsStatus = route({
  ...read,
  id: 'getSettingsStatus',
  method: 'GET',
  path: '/api/v1/admin/settings',
  summary: 'Get the settings in force, and why a newer commit is not',
  responses: { 200: SettingsStatus },
});

export const listSettingsCommits = route({
  ...read,
  id: 'listSettingsCommits',
  method: 'GET',
  path: '/api/v1/admin/settings/commits',
  summary: 'List the commits of the settings, newest first',
  query: z.object(cursorQuery),
  responses: { 200: Cursor(SettingsCommit).meta({ id: 'SettingsCommitPage' }) },
});

export const getSettingsChange = route({
  ...read,
  id: 'getSettingsChange',
  method: 'GET',
  path: '/api/v1/admin/settings/commits/{commit}',
  summary: 'Get a commit of the settings with its diff',
  params: z.object({ commit: SettingsCommitId }),
  responses: { 200: SettingsChange },
});

export const rollBackSettings = route({
  ...admin,
  id: 'rollBackSettings',
  method: 'POST',
  path: '/api/v1/admin/settings/roll-back',
  summary: 'Set the files of an earlier commit again, by a new commit',
  body: z.strictObject({ to: SettingsCommitId }),
  responses: { 200: SettingsStatus },
});
