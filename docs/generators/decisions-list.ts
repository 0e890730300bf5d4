/** docs/decisions/README.md: the list of decisions, by the headings of their files. Pure. */

/** @param files name -> content of each decision, such as 0001-routes-are-data.md */
export const decisionsList = (files: ReadonlyMap<string, string>): string =>
  [
    '<!-- Generated from this folder by npm run generate. -->',
    '# Decisions',
    '',
    'What was decided, why, what else was considered, and what follows from it. A decision that no longer holds is changed or removed.',
    '',
    '| | decision |',
    '|---|---|',
    ...[...files].sort().map(([name, text]) => `| ${Number(name.slice(0, 4))} | [${headingOf(name, text)}](${name}) |`),
    '',
  ].join('\n');

function headingOf(name: string, text: string): string {
  const heading = /^# (\d+)\. (.+)$/m.exec(text);
  if (!heading?.[2] || Number(heading[1]) !== Number(name.slice(0, 4)))
    throw new Error(`docs/decisions/${name} must begin with "# ${Number(name.slice(0, 4))}. " and its title`);
  return heading[2].replaceAll('|', '\\|');
}
