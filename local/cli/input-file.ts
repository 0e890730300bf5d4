/** Reads a text file named by an option; an error is one line with its name and what to do. */
import { readFileSync } from 'node:fs';
import { StartError } from '../supervisor/start-error.ts';
import { describeFileError } from './describe-file-error.ts';

export function readInputFile(file: string): string {
  const text = read(file);
  if (text.trim() === '') throw new StartError(`${file} is empty`);
  return text;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartError(describeFileError(error, file) ?? String(error), { cause: error });
  }
}
