/** An operator's requests from the API server's audit log, except for its lease. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { fieldNumber, fieldText } from '../src/kube/kube-object.ts';
import { operatorUser } from './operator-account.ts';
import type { TestCluster } from './test-cluster.ts';

export interface AuditedRequest {
  readonly verb: string;
  readonly uri: string;
  /** HTTP status. */
  readonly code: number;
}

const mutatingVerbs = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

/** Current end of the log. */
export const auditPosition = ({ auditLog }: TestCluster): number => statSync(auditLog).size;

export const auditedRequests = (cluster: TestCluster, since: number): AuditedRequest[] =>
  textSince(cluster.auditLog, since)
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as unknown)
    .filter((entry) => fieldText(entry, 'impersonatedUser', 'username') === operatorUser)
    .filter((entry) => fieldText(entry, 'objectRef', 'resource') !== 'leases')
    .map((entry) => ({
      verb: fieldText(entry, 'verb') ?? '',
      uri: fieldText(entry, 'requestURI') ?? '',
      code: fieldNumber(entry, 'responseStatus', 'code'),
    }));

/** Write requests only. */
export const auditedWrites = (cluster: TestCluster, since: number): string[] =>
  auditedRequests(cluster, since)
    .filter(({ verb }) => mutatingVerbs.has(verb))
    .map(({ verb, uri }) => `${verb} ${uri}`);

/** Reads only the end of what may be hundreds of megabytes. */
function textSince(file: string, since: number): string {
  const rest = Buffer.alloc(Math.max(statSync(file).size - since, 0));
  const log = openSync(file, 'r');
  try {
    return rest.subarray(0, readSync(log, rest, 0, rest.length, since)).toString();
  } finally {
    closeSync(log);
  }
}
