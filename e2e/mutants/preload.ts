/** Loaded before a test file (`--import`): the mutated sources are in the file named by MUTATED_SOURCES. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { useSources } from './use-sources.ts';

const { MUTATED_SOURCES } = z.object({ MUTATED_SOURCES: z.string() }).parse(process.env);
useSources(z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(MUTATED_SOURCES, 'utf8'))));
