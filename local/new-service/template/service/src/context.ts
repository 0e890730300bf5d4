/** Everything the inventory service depends on. */
import { createEventContext, type EventContext } from '@mambogo/messaging/event-context.ts';
import { createBaseContext } from '@mambogo/service/process/base-context.ts';
import type { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';

export interface Context extends EventContext {
  readonly settings: Settings;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('inventory', settings);
  return { ...createEventContext(base, settings, openDatabase(settings, base.logger)), settings };
}
