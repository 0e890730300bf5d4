/** A process and all its descendants, from /proc: a server's children do its work too. */
import { readdirSync, readFileSync } from 'node:fs';

export function processTree(root: number): number[] {
  const children = Map.groupBy(readParents(), ({ parent }) => parent);
  const tree: number[] = [];
  for (let left = [root]; left.length > 0; ) {
    tree.push(...left);
    left = left.flatMap((pid) => (children.get(pid) ?? []).map((child) => child.pid));
  }
  return tree;
}

/** Parents first: a stopped parent creates no more children. */
export function signalTree(root: number, signal: NodeJS.Signals): void {
  for (const pid of processTree(root)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended.
    }
  }
}

const readParents = (): { readonly pid: number; readonly parent: number }[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, 'latin1');
        // The name, in parentheses, may contain spaces; the state and the parent follow it.
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(entry), parent }];
      } catch {
        return [];
      }
    });
