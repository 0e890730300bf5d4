/** What a run found: printed as it goes, and written to a file in the end. */
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../local/cli/make-folder.ts';

export interface Report {
  /** A heading and what stands below it, in Markdown. */
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
