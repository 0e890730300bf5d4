/**
 * The operator as a bundle for the Operator Lifecycle Manager: the rendered chart in the form that OLM installs. Roles become the
 * permissions of a ClusterServiceVersion, and OLM says which namespaces are watched. Pure.
 *
 * https://olm.operatorframework.io/docs/tasks/creating-operator-bundle/
 */
import { stringify } from 'yaml';
import type { Manifest } from '../cluster/addons/manifest.ts';
import { chartFacts } from './chart-facts.ts';

export interface BundleInput {
  /** The chart, rendered for one namespace. */
  readonly chart: readonly Manifest[];
  readonly definitions: readonly Definition[];
  /** Complete objects of the defined kinds. */
  readonly examples: readonly Manifest[];
  readonly version: string;
  /** Names of all images. */
  readonly images: readonly string[];
  /** SVG. */
  readonly icon: string;
}

export interface Definition extends Manifest {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema?: { readonly description?: string } };
    }[];
  };
}

const name = 'mambogo-operator';
const channel = 'alpha';
const annotations = {
  'operators.operatorframework.io.bundle.mediatype.v1': 'registry+v1',
  'operators.operatorframework.io.bundle.manifests.v1': 'manifests/',
  'operators.operatorframework.io.bundle.metadata.v1': 'metadata/',
  'operators.operatorframework.io.bundle.package.v1': name,
  'operators.operatorframework.io.bundle.channels.v1': channel,
  'operators.operatorframework.io.bundle.channel.default.v1': channel,
};
/** Kinds that OLM applies as they are. */
const appliedKinds = ['PriorityClass', 'Service'];

/** @returns path in the bundle -> content */
export function olmBundle(input: BundleInput): ReadonlyMap<string, string> {
  const applied = input.chart.filter(({ kind }) => appliedKinds.includes(kind));
  return new Map([
    [`manifests/${name}.clusterserviceversion.yaml`, yaml(serviceVersion(input))],
    ...input.definitions.map((one) => [`manifests/${one.metadata.name}.yaml`, yaml(one)] as const),
    ...applied.map(
      (one) => [`manifests/${one.metadata.name}.${one.kind.toLowerCase()}.yaml`, yaml(plain(one))] as const,
    ),
    ['metadata/annotations.yaml', yaml({ annotations })],
    ['bundle.Dockerfile', dockerfile],
  ]);
}

function serviceVersion(input: BundleInput): unknown {
  const { version, examples, images, icon } = input;
  const deployment = only(input.chart, 'Deployment');
  const account = only(input.chart, 'ServiceAccount').metadata.name;
  return {
    apiVersion: 'operators.coreos.com/v1alpha1',
    kind: 'ClusterServiceVersion',
    metadata: {
      name: `${name}.v${version}`,
      namespace: 'placeholder',
      annotations: {
        'alm-examples': JSON.stringify(examples, null, 2),
        capabilities: chartFacts.capabilities,
        categories: 'Application Runtime',
        containerImage: images.find((image) => image.includes('/operator:')),
        description: chartFacts.description,
        'operatorframework.io/suggested-namespace': deployment.metadata.namespace,
      },
    },
    spec: {
      displayName: 'Mambogo',
      description: chartFacts.text,
      version,
      maturity: channel,
      minKubeVersion: chartFacts.minKubeVersion,
      keywords: chartFacts.keywords,
      links: [{ name: 'Documentation', url: chartFacts.home }],
      maintainers: [{ name: 'Mambogo', email: 'operator@mambogo.com' }],
      provider: { name: 'Mambogo', url: chartFacts.home },
      icon: [{ base64data: Buffer.from(icon).toString('base64'), mediatype: 'image/svg+xml' }],
      installModes: ['OwnNamespace', 'SingleNamespace', 'MultiNamespace', 'AllNamespaces'].map((type) => ({
        type,
        supported: true,
      })),
      customresourcedefinitions: { owned: input.definitions.flatMap(ownedVersions) },
      install: {
        strategy: 'deployment',
        spec: {
          permissions: [{ serviceAccountName: account, rules: rulesOf(input.chart, 'Role') }],
          clusterPermissions: [{ serviceAccountName: account, rules: rulesOf(input.chart, 'ClusterRole') }],
          deployments: [{ name: deployment.metadata.name, spec: watchingTargets(plain(deployment).spec) }],
        },
      },
      relatedImages: images.map((image) => ({ name: image.replace(/^.*\/|[:@].*$/g, ''), image })),
    },
  };
}

const ownedVersions = ({ metadata, spec }: Definition) =>
  spec.versions.map((version) => ({
    name: metadata.name,
    kind: spec.names.kind,
    version: version.name,
    displayName: spec.names.kind.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    description: version.schema?.openAPIV3Schema?.description,
  }));

const rulesOf = (chart: readonly Manifest[], kind: string): unknown[] =>
  chart.filter((one) => one.kind === kind).flatMap(({ rules }) => rules as unknown[]);

/** OLM writes the namespaces of the OperatorGroup into an annotation of the pods; none: all of them. */
function watchingTargets(spec: unknown): unknown {
  const fieldPath = "metadata.annotations['olm.targetNamespaces']";
  return JSON.parse(JSON.stringify(spec), (_, value: unknown) =>
    isVariable(value) && value.name === 'WATCH_NAMESPACES'
      ? { name: value.name, valueFrom: { fieldRef: { fieldPath } } }
      : value,
  );
}

const isVariable = (value: unknown): value is { readonly name: unknown } =>
  typeof value === 'object' && value !== null && 'name' in value;

const ofHelm = /^(meta\.)?helm\.sh\/|^app\.kubernetes\.io\/managed-by$/;

/** Without namespace, which OLM chooses, and without what only helm needs. */
function plain(manifest: Manifest): Manifest {
  const { namespace: _, ...metadata } = manifest.metadata;
  return JSON.parse(JSON.stringify({ ...manifest, metadata }), (key, value: unknown) =>
    ofHelm.test(key) ? undefined : value,
  );
}

function only(chart: readonly Manifest[], kind: string): Manifest {
  const [found, another] = chart.filter((one) => one.kind === kind);
  if (!found || another) throw new Error(`the chart must have exactly one ${kind}`);
  return found;
}

const dockerfile = `FROM scratch
${Object.entries(annotations)
  .map(([key, value]) => `LABEL ${key}=${value}\n`)
  .join('')}COPY manifests /manifests/
COPY metadata /metadata/
`;

const yaml = (document: unknown): string => stringify(document, { lineWidth: 120, aliasDuplicateObjects: false });
