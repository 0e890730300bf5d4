/** The payment provider simulator: an external party with its own ledger. */
import { run } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { Settings } from './settings.ts';
import { createSimulator } from './simulator.ts';

await run(() => createSimulator(createContext(readSettings(Settings))));
