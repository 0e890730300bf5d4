/**
 * The config service's feed of the settings in force for one service: an endless response of JSON lines. Readers must ignore
 * lines of unknown types, so that types can be added later.
 */
import { z } from 'zod';
import { internalRoute } from '../route.ts';
import { type ConfigurableService, runtimeSettings } from '../runtime-settings.ts';

/** Seconds between two lines when nothing changes. */
export const settingsHeartbeat = 10;

export const SettingsLine = z.discriminatedUnion('type', [
  /** The settings in force, whole; sent first, and again whenever they change. */
  z.object({ type: z.literal('settings'), commit: z.string(), settings: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal('heartbeat') }),
]);
export type SettingsLine = z.output<typeof SettingsLine>;

/** `service`: the name of the reader. */
export const streamSettings = internalRoute({
  id: 'streamSettings',
  method: 'GET',
  path: '/internal/settings',
  summary: 'Stream the settings in force for a service, as JSON lines',
  query: z.object({ service: z.enum(Object.keys(runtimeSettings) as [ConfigurableService]) }),
  responses: { 200: SettingsLine },
  stream: true,
});
