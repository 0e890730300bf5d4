/** Everything the pricing service depends on. */
import { createEventContext, type EventContext } from '@mambogo/messaging/event-context.ts';
import { createBaseContext } from '@mambogo/service/process/base-context.ts';
import type { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { createRuleReader, type RuleReader } from './store/rule-reader.ts';

export interface Context extends EventContext {
  readonly settings: Settings;
  readonly rules: RuleReader;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('pricing', settings);
  const database = openDatabase(settings, base.logger);
  return { ...createEventContext(base, settings, database), settings, rules: createRuleReader(database) };
}
