/** The changed lines of a unified diff, without its context. Pure. */

export interface ChangedLine {
  readonly file: string;
  readonly sign: '+' | '-';
  readonly text: string;
}

export function changedLines(diff: string): ChangedLine[] {
  const changed: ChangedLine[] = [];
  let file = '';
  let isInHunk = false;
  for (const line of diff.split('\n')) {
    if (line.startsWith('diff --git ')) {
      isInHunk = false;
      // Names in the repository's top folder are plain.
      file = line.slice(line.lastIndexOf(' b/') + 3);
    } else if (line.startsWith('@@')) isInHunk = true;
    else if (isInHunk && (line[0] === '+' || line[0] === '-'))
      changed.push({ file, sign: line[0], text: line.slice(1) });
  }
  return changed;
}
