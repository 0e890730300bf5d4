/** The paths of the operations pages. Pure. */
import { opsPath } from '../../page-paths.ts';

export const opsOrderPath = (id: string): string => `${opsPath}/orders/${encodeURIComponent(id)}`;

/** The page of a runbook, if the shop's settings name where they are; the documentation site has one file per page. */
export const runbookUrl = (base: string | undefined, name: string): string | undefined =>
  base === undefined ? undefined : `${base}${encodeURIComponent(name)}.html`;
