/**
 * A log file that never ends the process that writes it, and never fills a disk by itself.
 *
 * Lines that can't be written (full disk, missing folder, slow disk) are dropped and counted; the next line that can be written
 * is preceded by the count. Beyond `maxBytes` the file is rotated to `.1`, and that to `.2`, which replaces the previous one;
 * it is also rotated on opening, for the file of the previous run.
 */
import { existsSync, renameSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

export interface LogFile {
  write(line: string): void;
  /** Lines dropped since it was opened. */
  dropped(): number;
  /** Resolves when everything that can be written is written. */
  close(): Promise<void>;
}

export interface LogFileOptions {
  /** Maximum size of one file. */
  readonly maxBytes?: number;
  /** Milliseconds until the next attempt after a failure. */
  readonly retryDelayMs?: number;
  /** Called when writing starts to fail. */
  readonly onFailing?: (error: Error) => void;
  /** Called when writing works again. */
  readonly onWritten?: (dropped: number) => void;
}

/** Rotated files to keep. */
const maxRotatedFiles = 2;
/** Characters that may be buffered for a slow disk. */
const maxBufferedBytes = 4_000_000;
const newline = 10;

export function openLogFile(file: string, options: LogFileOptions = {}): LogFile {
  const { maxBytes: limit = 8_000_000, retryDelayMs: retryAfter = 1_000, onFailing, onWritten } = options;
  let handle: FileHandle | undefined;
  let size = 0;
  let waiting: string[] = [];
  let waitingLength = 0;
  let writing: Promise<void> | undefined;
  let failed: Error | undefined;
  let triedAt = 0;
  /** Lines lost since the last note about it, since writing started to fail, and in all. */
  const lost = { unnoted: 0, inFailure: 0, inAll: 0 };
  /** Whether the file ends with a partial line. */
  let torn = false;

  const lose = (lines: number) => {
    for (const count of ['unnoted', 'inFailure', 'inAll'] as const) lost[count] += lines;
  };

  /** @returns bytes written, and the error of the rest */
  const append = async (bytes: Buffer): Promise<{ written: number; error?: Error }> => {
    let written = 0;
    try {
      if (size > 0 && size + bytes.length > limit) {
        await handle?.close();
        handle = undefined;
        rotate(file);
      }
      if (!handle) {
        handle = await open(file, 'a', 0o600);
        size = (await handle.stat()).size;
      }
      while (written < bytes.length) written += (await handle.write(bytes, written)).bytesWritten;
      return { written };
    } catch (error) {
      await handle?.close().catch(() => undefined);
      handle = undefined;
      return { written, error: error instanceof Error ? error : new Error(String(error)) };
    } finally {
      size += written;
      if (written > 0) torn = bytes[written - 1] !== newline;
    }
  };

  /** Writes as many lines as possible; lost lines are counted. */
  const appendLines = async (lines: readonly string[]): Promise<Error | undefined> => {
    const bytes = Buffer.from(`${torn ? '\n' : ''}${lines.join('\n')}\n`);
    const { written, error } = await append(bytes);
    if (error) lose(bytes.subarray(written).filter((byte) => byte === newline).length);
    return error;
  };

  const note = async (): Promise<Error | undefined> => {
    // More may be lost while this is written: the next note covers those.
    const noted = lost.unnoted;
    if (noted === 0) return undefined;
    const why = failed?.message ?? 'the disk is too slow';
    const text = `${torn ? '\n' : ''}--- ${noted} lines could not be written: ${why}\n`;
    const { error } = await append(Buffer.from(text));
    if (!error) lost.unnoted -= noted;
    return error;
  };

  const drain = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      waitingLength = 0;
      triedAt = performance.now();
      let error = await note();
      if (error) lose(batch.length);
      else error = await appendLines(batch);
      if (error && !failed) onFailing?.(error);
      if (!error && failed) onWritten?.(lost.inFailure);
      if (!error) lost.inFailure = 0;
      failed = error;
    }
    writing = undefined;
  };

  rotate(file);
  return {
    write(line) {
      const resting = failed && performance.now() - triedAt < retryAfter;
      if (resting || waitingLength > maxBufferedBytes) return lose(1);
      waiting.push(line);
      waitingLength += line.length;
      writing ??= drain();
    },
    dropped: () => lost.inAll,
    async close() {
      await writing;
      await note();
      await handle?.close().catch(() => undefined);
      handle = undefined;
    },
  };
}

/** Renaming needs no disk space. If a folder rejects it, the next write reports the error. */
function rotate(file: string): void {
  if (!existsSync(file)) return;
  try {
    for (let number = maxRotatedFiles; number > 0; number--) {
      const from = number === 1 ? file : `${file}.${number - 1}`;
      if (existsSync(from)) renameSync(from, `${file}.${number}`);
    }
  } catch {
    // The file keeps growing instead.
  }
}
