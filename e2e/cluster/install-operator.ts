/** Installs the operator with its chart, unless one is there that watches the namespace. */
import { join } from 'node:path';
import { recordedBuild } from '@mambogo/local/images/build-id.ts';
import type { Progress } from '@mambogo/local/supervisor/progress.ts';
import { root, type Tools } from './cluster.ts';
import { installedOperators, watchesNamespace } from './installed-operator.ts';

const operatorNamespace = 'mambogo-system';
const release = 'mambogo-operator';
const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/** @param name namespace of a shop */
export async function installOperator({ kubectl, helm }: Tools, name: string, progress: Progress): Promise<void> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: restricted } };
  await kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify(namespace));
  await kubectl([
    ...['apply', '--server-side', '--force-conflicts'],
    ...['-f', join(root, 'charts/mambogo-operator/crds')],
  ]);
  const others = (await installedOperators(kubectl)).filter(
    (other) => other.namespace !== operatorNamespace || other.name !== release,
  );
  const rolledOut = (operator: string, its: string) =>
    kubectl(['rollout', 'status', 'deployment', operator, '--namespace', its, '--timeout=120s']);
  const given = others.find((other) => watchesNamespace(other, name));
  if (given) {
    progress.print(`  ${given.namespace}/${given.name} already watches ${name} and is used unchanged`);
    await rolledOut(given.name, given.namespace);
    return;
  }
  await helm(
    ...['upgrade', '--install', release, join(root, 'charts/mambogo-operator')],
    ...['--namespace', operatorNamespace, '--create-namespace', '--set', `namespaces={${name}}`],
    // Objects created by charts/install.yaml become the release's; another operator's priority class stays that one's.
    ...['--take-ownership', '--set', `priorityClass.create=${others.length === 0}`],
    // A hash may be of digits only, which --set would take for a number.
    ...['--set-string', `build=${recordedBuild()}`],
    ...['--wait', '--timeout', '120s'],
  );
  await rolledOut(release, operatorNamespace);
}
