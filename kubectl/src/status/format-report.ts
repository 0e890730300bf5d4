/** A Storefront's report as one screen of text. Pure. */
import { bad, bold, dim, good, table } from '@mambogo/terminal/print.ts';
import type { Component, Condition, StorefrontReport } from './storefront-report.ts';

/** @param warnings recent warning Events, newest first */
export function formatReport(report: StorefrontReport, warnings: readonly string[]): string[] {
  const { namespace, name, phase, url, version, rejected, components, problems, unknown } = report;
  const facts = [url, version && `version ${version}`].filter(Boolean).join('  ');
  return [
    `${bold(`${namespace}/${name}`)}  ${colourOf(phase)(phase)}  ${facts}`.trimEnd(),
    ...(rejected ? ['', bad('The newest spec is not in force:'), `  ${rejected}`] : []),
    ...(components.length > 0 ? ['', ...componentTable(components)] : []),
    ...(problems.length > 0 ? ['', bold('What needs attention'), ...problems.flatMap(formatCondition)] : []),
    ...(unknown.length > 0 ? ['', bold('Not known yet'), ...unknown.flatMap(formatCondition)] : []),
    ...(warnings.length > 0 ? ['', bold('Recent warnings'), ...warnings.map((line) => `  ${line}`)] : []),
    ...(components.length > 0 && components.every(({ ready }) => ready) ? ['', good('Every part is up.')] : []),
  ];
}

/** One line each, for several Storefronts. */
export function formatList(reports: readonly StorefrontReport[]): string[] {
  const [head = '', ...lines] = table([
    ['NAMESPACE', 'NAME', 'PHASE', 'VERSION', 'URL', 'NEEDS ATTENTION'],
    ...reports.map(({ namespace, name, phase, version, url, problems }) => [
      namespace,
      name,
      phase,
      version ?? '-',
      url ?? '-',
      problems.map(({ type }) => type).join(', ') || '-',
    ]),
  ]);
  return [dim(head), ...lines];
}

function componentTable(components: readonly Component[]): string[] {
  const [head = '', ...lines] = table([
    ['PART', 'KIND', 'READY', 'PODS', 'VERSION', 'STORAGE', 'MESSAGE'],
    ...components.map(({ name, kind, ready, pods, version, storage, message }) => [
      name,
      kind,
      ready ? 'yes' : 'NO',
      pods === undefined ? '-' : String(pods),
      version || '-',
      storage || '-',
      message ?? '',
    ]),
  ]);
  return [dim(head), ...lines.map((line, i) => (components[i]?.ready ? line : bad(line)))];
}

const formatCondition = ({ type, status, reason, message, since }: Condition): string[] => [
  `  ${status === 'Unknown' ? type : bad(type)} ${status} (${reason}) since ${since}`,
  `    ${message}`,
];

const colourOf = (phase: string) => {
  if (phase === 'Ready') return good;
  return ['Progressing', 'Pending', 'Paused', 'Hibernated'].includes(phase) ? bold : bad;
};
