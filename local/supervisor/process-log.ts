/** The log of one process: a file, and warnings at the terminal. */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type LogFileOptions, openLogFile } from './log-file.ts';
import { atLeast, type Level, readLogLine } from './log-line.ts';

export interface ProcessLog {
  readonly file: string;
  /** Whether warnings go to the terminal: not during start-up, when missing peers are normal. */
  setMinLevel(on: boolean): void;
  /** Logs a stream line by line. */
  follow(stream: Readable): void;
  note(line: string): void;
  /** Calls back with every line until unsubscribed. */
  watch(listener: (line: string) => void): () => void;
  /** The last lines, oldest first. */
  tail(): readonly string[];
  close(): Promise<void>;
}

const tailLength = 20;
/** Maximum length at the terminal; the file has the whole line. */
const nameWidth = 300;

export function openProcessLog(
  folder: string,
  name: string,
  show: { readonly least: Level; readonly line: (line: string) => void },
  options: LogFileOptions = {},
): ProcessLog {
  const file = join(folder, `${name}.log`);
  const out = openLogFile(file, options);
  const listeners = new Set<(line: string) => void>();
  const last: string[] = [];
  let shown = false;

  const write = (text: string) => {
    out.write(text);
    last.push(text);
    if (last.length > tailLength) last.shift();
  };
  return {
    file,
    setMinLevel(on) {
      shown = on;
    },
    follow(stream) {
      createInterface({ input: stream }).on('line', (raw) => {
        const { level, text } = readLogLine(raw);
        write(text);
        if (shown && atLeast(level, show.least)) show.line(`${name.padEnd(18)} ${text.slice(0, nameWidth)}`);
        for (const listener of listeners) listener(text);
      });
    },
    note: (line) => write(`--- ${line}`),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tail: () => last,
    close: out.close,
  };
}
