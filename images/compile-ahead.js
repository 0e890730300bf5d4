// Loads every program of the image, to warm the compile cache (NODE_COMPILE_CACHE). No settings are present, so each program
// fails at once; process.exit must not end the others.
import { globSync } from 'node:fs';
import { resolve } from 'node:path';

process.exit = () => undefined;
const programs = globSync(['services/*/src/{main,migrate}.ts', 'operator/src/main.ts', 'operator/src/jobs/main.ts']);
for (const program of programs) await import(resolve(program)).catch(() => undefined);
// Programs load their database's driver when they first connect.
for (const driver of ['pg', 'mysql2/promise']) await import(driver).catch(() => undefined);
