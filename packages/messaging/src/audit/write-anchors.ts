/** Anchors as they are written: events of a service's anchor topic, and lines of its file. */
import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newId } from '@mambogo/contracts/ids.ts';
import type { Anchor } from './anchor.ts';

/** @param source the CloudEvents `source` */
export const anchorEvent = (anchor: Anchor, source: string) => ({
  specversion: '1.0' as const,
  id: newId(),
  source,
  type: 'com.mambogo.audit.heads-anchored.v1',
  subject: anchor.table,
  time: anchor.at,
  datacontenttype: 'application/json',
  data: anchor,
});

/** Durable when it resolves. Begins with a line break, in case a killed process did not finish its last line. */
export async function appendToAnchorFile(file: string, anchors: readonly Anchor[]): Promise<void> {
  const lines = anchors.map((anchor) => JSON.stringify(anchor)).join('\n');
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a', 0o600);
  try {
    const { size } = await handle.stat();
    await appendFile(handle, size === 0 ? lines : `\n${lines}`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
