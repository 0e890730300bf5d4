/** `charts/install.yaml`: what the chart makes by its own defaults for one namespace, for whoever has no helm. */
import { stringify } from 'yaml';
import { chartText } from './chart.ts';

export const installFile = 'charts/install.yaml';

const operatorNamespace = 'mambogo-system';
/** Where storefronts/demo.yaml puts its shop. */
const shopNamespace = 'demo';

const head = `# Generated from charts/mambogo-operator by npm run generate. The operator in ${operatorNamespace}, for Storefronts in ${shopNamespace}:
#
#   kubectl apply --server-side -f ${installFile}
#
# For other namespaces, an image elsewhere or any other value of the chart:
#
#   helm template mambogo-operator charts/mambogo-operator --include-crds --namespace ${operatorNamespace} --set 'namespaces={...}'
`;

export async function installManifest(): Promise<string> {
  const chart = await chartText({
    namespace: operatorNamespace,
    values: { namespaces: [shopNamespace] },
    withCrds: true,
  });
  return `${head}${[operatorNamespace, shopNamespace].map(namespace).join('')}${chart}`;
}

const namespace = (name: string): string =>
  `---\n${stringify({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  })}`;
