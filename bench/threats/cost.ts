/** CPU-ms per request, ours in this process and ModSecurity's in nginx's, as counted by the kernel. */
import { readFileSync } from 'node:fs';
import { assessRequest } from '@mambogo/threats/assess-request.ts';
import type { Sample } from '@mambogo/threats/corpus/read-corpus.ts';
import type { ModSecurity } from './modsecurity.ts';
import { send } from './verdicts.ts';

const rounds = 5;

export function costOfRules(corpus: readonly Sample[]): number {
  const once = () => {
    for (const { request } of corpus) assessRequest(request);
  };
  for (let warm = 0; warm < rounds; warm += 1) once();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) once();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (rounds * corpus.length);
}

export async function costOfModSecurity(corpus: readonly Sample[], { port, pid }: ModSecurity): Promise<number> {
  const before = cpuOfProcess(pid);
  for (let round = 0; round < rounds; round += 1) for (const { request } of corpus) await send(request, port);
  return (cpuOfProcess(pid) - before) / (rounds * corpus.length);
}

/** Ticks are 10 ms; over some thousand requests that is precise enough. */
function cpuOfProcess(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
