/** Prints what the verification of hash chains found: a line per log, and the first broken links with service, table and sequence. */
import type { LogReport } from './verify-shop.ts';

const maxPrinted = 20;

export function printReports(reports: readonly LogReport[], print: (line: string) => void): void {
  for (const { service, table, chains, entries, waiting, broken, accepted } of reports) {
    const state =
      broken.length === 0 ? 'whole' : `BROKEN in ${broken.length} ${broken.length === 1 ? 'chain' : 'chains'}`;
    const newest = waiting > 0 ? `, the newest entries of ${waiting} chains not anchored yet` : '';
    print(`${service} ${table}: ${entries} entries in ${chains} chains, ${state}${newest}`);
    for (const { at, by, reason, restoredTo, chains: count } of accepted)
      print(`  accepted by ${by} at ${at}, as restored to ${restoredTo}: ${count} chains (${reason})`);
    for (const { key, sequence, what } of broken.slice(0, maxPrinted))
      print(`  ${service} ${table} ${key}, entry ${sequence}: ${what}`);
    if (broken.length > maxPrinted) print(`  ... and ${broken.length - maxPrinted} more`);
  }
  const all = reports.flatMap(({ broken }) => broken).length;
  print(all === 0 ? '\nAll chains are whole and lead to their anchors.' : `\n${all} broken chains.`);
}
