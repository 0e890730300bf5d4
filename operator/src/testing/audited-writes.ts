/** What the API server itself noted of an operator's requests that change something; its lease is left out. */
import { readFileSync, statSync } from 'node:fs';
import { fieldText } from '../kube/kube-object.ts';
import { operatorUser } from './operator-account.ts';
import type { TestCluster } from './test-cluster.ts';

const changing = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

/** Where the log now ends. */
export const auditMark = ({ auditLog }: TestCluster): number => statSync(auditLog).size;

export const auditedWrites = ({ auditLog }: TestCluster, since: number): string[] =>
  readFileSync(auditLog)
    .subarray(since)
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as unknown)
    .filter((entry) => fieldText(entry, 'impersonatedUser', 'username') === operatorUser)
    .filter((entry) => changing.has(fieldText(entry, 'verb') ?? ''))
    .filter((entry) => fieldText(entry, 'objectRef', 'resource') !== 'leases')
    .map((entry) => `${fieldText(entry, 'verb')} ${fieldText(entry, 'requestURI')}`);
