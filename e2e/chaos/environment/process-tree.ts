/** A process and all that descend from it, as /proc has them: a server's children do its work too. */
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

/** Parents first: a parent that is stopped makes no more children. */
export function signalTree(root: number, signal: NodeJS.Signals): void {
  for (const pid of processTree(root)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself.
    }
  }
}

const readParents = (): { readonly pid: number; readonly parent: number }[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, 'latin1');
        // The name, in parentheses, may hold spaces; behind it come the state and the parent.
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(entry), parent }];
      } catch {
        return [];
      }
    });
