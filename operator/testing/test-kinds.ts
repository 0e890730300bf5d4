/** What a test cluster knows beside what every API server does: Storefronts, the operator's rights, an IngressClass, Dapr's kinds. */
import { join } from 'node:path';
import type { Kubectl } from '@mambogo/local/cluster/kubectl.ts';
import { dapr } from '@mambogo/local/toolchain/build-dapr.ts';
import { goModule } from '@mambogo/local/toolchain/build-go.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { storefrontCrd } from '../src/crd/storefront-crd.ts';
import { operatorRights } from './operator-account.ts';
import { waitUntil } from './wait-until.ts';

/** Resolves once the API server serves them. */
export async function installKinds(kubectl: Kubectl, logs: string, { withDapr }: { withDapr: boolean }): Promise<void> {
  const items = [storefrontCrd(), ...operatorRights(), ingressClass];
  await kubectl(serverSide, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  if (withDapr) await installDapr(kubectl, logs);
  else await established(kubectl);
}

export async function installDapr(kubectl: Kubectl, logs: string): Promise<void> {
  const folder = join(await goModule(dapr, { cache: cacheFolder(), logs }), 'charts/dapr/crds');
  await kubectl(['apply', '--server-side', '-f', folder]);
  await established(kubectl);
}

const serverSide = ['apply', '--server-side', '-f', '-'];

/** Nobody leads anybody in, and shops may name it. */
const ingressClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'traefik' },
  spec: { controller: 'traefik.io/ingress-controller' },
};

/** Asked until it is so: a kind made this very moment has no conditions, which `kubectl wait` takes for an error. */
const established = (kubectl: Kubectl) =>
  waitUntil(async () => {
    const each = '{range .items[*]}{.status.conditions[?(@.type=="Established")].status}{"\\n"}{end}';
    const answers = (await kubectl(['get', 'crd', '-o', `jsonpath=${each}`])).trimEnd().split('\n');
    return answers.every((answer) => answer === 'True');
  });
