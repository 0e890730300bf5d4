/** The report of a run: printed as it progresses, and written to a file at the end. */
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../local/cli/make-folder.ts';

export interface Report {
  /** A Markdown heading with text below. */
  section(title: string, ...texts: readonly string[]): void;
  write(file: string): void;
}

export function createReport(title: string, print: (text: string) => void): Report {
  const parts: string[] = [];
  const add = (part: string) => {
    parts.push(part);
    print(`${part}\n`);
  };
  add(`# ${title}`);
  return {
    section(heading, ...texts) {
      add([`## ${heading}`, ...texts].join('\n\n'));
    },
    write(file) {
      makeFolder(dirname(file));
      writeFileSync(file, `${parts.join('\n\n')}\n`);
    },
  };
}
