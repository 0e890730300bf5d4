/** Kinds and objects of a test cluster: Storefronts, the operator's permissions, an IngressClass, Dapr's CRDs. */
import { join } from 'node:path';
import type { Kubectl } from '@mambogo/local/cluster/kubectl.ts';
import { dapr } from '@mambogo/local/toolchain/build-dapr.ts';
import { goModule } from '@mambogo/local/toolchain/build-go.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { storefrontBackupCrd, storefrontRestoreCrd } from '../src/crd/backup-crds.ts';
import { storefrontCrd } from '../src/crd/storefront-crd.ts';
import { operatorRights } from './operator-account.ts';
import { waitUntil } from './wait-until.ts';

/** Resolves once the API server serves them. */
export async function installKinds(kubectl: Kubectl, logs: string, { withDapr }: { withDapr: boolean }): Promise<void> {
  const items = [storefrontCrd(), storefrontBackupCrd(), storefrontRestoreCrd(), ...operatorRights(), ingressClass];
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

/** An IngressClass without a controller, for shops to name. */
const ingressClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'traefik' },
  spec: { controller: 'traefik.io/ingress-controller' },
};

/** Polled: a new CRD has no conditions yet, which `kubectl wait` treats as an error. */
const established = (kubectl: Kubectl) =>
  waitUntil(async () => {
    const each = '{range .items[*]}{.status.conditions[?(@.type=="Established")].status}{"\\n"}{end}';
    const answers = (await kubectl(['get', 'crd', '-o', `jsonpath=${each}`])).trimEnd().split('\n');
    return answers.every((answer) => answer === 'True');
  });
