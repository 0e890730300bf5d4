/**
 * The chart rendered with its defaults for one namespace, for users without helm, in two files: prerequisites that must outlive
 * the operator, and the operator. Objects carry Helm's release metadata, so that helm can adopt them.
 */
import { parseAllDocuments, stringify } from 'yaml';
import { chartText } from './chart.ts';

/** The operator only. */
export const installFile = 'charts/install.yaml';
/** Namespaces and the CRDs: deleting these deletes all shops and their data. */
export const prerequisitesFile = 'charts/prerequisites.yaml';

const release = 'mambogo-operator';

const operatorNamespace = 'mambogo-system';
/** Namespace of the shop in storefronts/demo.yaml. */
const shopNamespace = 'demo';

const install = `#   kubectl apply --server-side -f ${prerequisitesFile} -f ${installFile}`;

const head = `# Generated from charts/mambogo-operator by npm run generate. The operator in ${operatorNamespace}, for Storefronts in ${shopNamespace}:
#
${install}
#
# To remove the operator, and nothing else:
#
#   kubectl delete -f ${installFile}
#
# For other namespaces, an image elsewhere or any other value of the chart, use helm; it takes over what this file made:
#
#   helm upgrade --install ${release} charts/mambogo-operator --namespace ${operatorNamespace} --set 'namespaces={...}'
`;

const prerequisitesHead = `# Generated from charts/mambogo-operator by npm run generate. What ${installFile} needs:
#
${install}
#
# NEVER delete by this file: with the namespace go its shops and all their data, with the definitions go all Storefronts.
`;

export async function installManifest(): Promise<string> {
  const values = { namespaces: [shopNamespace] };
  const chart = await chartText({ namespace: operatorNamespace, values });
  const owned = parseAllDocuments(chart).map((document) => {
    document.setIn(['metadata', 'annotations', 'meta.helm.sh/release-name'], release);
    document.setIn(['metadata', 'annotations', 'meta.helm.sh/release-namespace'], operatorNamespace);
    return `---\n${document.toString({ lineWidth: 0, directives: false }).replace(/^---\n/, '')}`;
  });
  return `${head}${owned.join('')}`;
}

/** @param definitions the CRDs */
export const prerequisitesManifest = (definitions: readonly string[]): string =>
  `${prerequisitesHead}${[operatorNamespace, shopNamespace].map(namespace).join('')}${definitions.map((one) => `---\n${one}`).join('')}`;

const namespace = (name: string): string =>
  `---\n${stringify({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  })}`;
