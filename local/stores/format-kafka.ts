/** Formats an empty Kafka folder with a cluster id; a formatted one is left unchanged. */
import { randomBytes } from 'node:crypto';
import { runCommand } from '../supervisor/run-command.ts';

export async function formatKafka(java: string, classPath: string, settings: string, log?: string): Promise<void> {
  // An id that starts with "-" would be read as an option.
  const id = `M${randomBytes(16).toString('base64url').slice(1)}`;
  await runCommand({
    command: java,
    args: [
      '-XX:TieredStopAtLevel=1',
      '-cp',
      classPath,
      'kafka.tools.StorageTool',
      'format',
      '--ignore-formatted',
      '-t',
      id,
      '-c',
      settings,
    ],
    log,
  });
}
