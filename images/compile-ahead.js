// Loads every program of the image, so that what V8 compiles of them is kept (NODE_COMPILE_CACHE). None has settings here, so each
// gives up at once; by doing so it must not end the others.
import { globSync } from 'node:fs';
import { resolve } from 'node:path';

process.exit = () => undefined;
const programs = globSync(['services/*/src/{main,migrate}.ts', 'operator/src/main.ts', 'operator/src/jobs/main.ts']);
for (const program of programs) await import(resolve(program)).catch(() => undefined);
