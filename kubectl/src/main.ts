#!/usr/bin/env node
/** `kubectl mambogo`: kubectl runs the file `kubectl-mambogo` on PATH with the words after it. */
import { ApiError } from '@mambogo/operator/kube/api-error.ts';
import { bad } from '@mambogo/terminal/print.ts';
import manifest from '../package.json' with { type: 'json' };
import { UserError } from './cluster/cluster.ts';
import { createProgram } from './program.ts';

// A promise, not await at the top: the bundle is CommonJS, which every supported Node runs from a file without extension.
void createProgram(manifest.version)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${bad('error:')} ${messageOf(error)}\n`);
    process.exitCode = 1;
  });

/** A mistake, or an API server's own words; anything else is a fault of this command and has its stack. */
function messageOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof ApiError)
    return error.status === 403
      ? `${error.message}. The permissions that each command needs: kubectl/README.md`
      : error.message;
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? error.message : (error.stack ?? error.message);
}
