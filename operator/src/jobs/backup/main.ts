/**
 * The Jobs that back up and restore a shop, from the file that INPUT_FILE names. The result, or the reason of a failure, is the
 * pod's termination message, which the operator reads.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupJobInput, type BackupJobResult } from '../../resources/backup-job-input.ts';
import { errorMessage } from '../error-message.ts';
import { backUp } from './back-up.ts';
import type { BackupJob } from './backup-job.ts';
import { openStorage } from './open-storage.ts';
import { prepareRestore } from './prepare-restore.ts';
import { switchData } from './switch-data.ts';

const tasks: Readonly<Record<BackupJobInput['task'], (job: BackupJob) => Promise<BackupJobResult>>> = {
  'back-up': backUp,
  prepare: prepareRestore,
  switch: switchData,
  async remove({ storage }) {
    await storage.removeAll();
    return {};
  },
};

const report = (text: string) => writeFileSync(process.env.TERMINATION_LOG ?? '/dev/termination-log', text);

const scratch = mkdtempSync(join(process.env.SCRATCH_DIR ?? tmpdir(), 'backup-'));
try {
  const input = BackupJobInput.parse(JSON.parse(readFileSync(process.env.INPUT_FILE ?? '', 'utf8')));
  const result = await tasks[input.task]({ input, storage: openStorage(input.destination), scratch });
  report(JSON.stringify(result));
  process.stdout.write(`${input.task} of ${input.shop}: ${JSON.stringify(result)}\n`);
} catch (error) {
  const message = errorMessage(error);
  report(message.slice(0, 1_000));
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
