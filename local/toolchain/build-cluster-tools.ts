/** Programs of a cluster besides the shop, for `buildGo`. Each is built from its upstream module. */
import { type GoTool, pinnedVersion } from './build-go.ts';

export const helm = {
  name: 'helm',
  seconds: 50,
  module: 'helm.sh/helm/v3',
  programs: { helm: 'helm.sh/helm/v3/cmd/helm' },
  // Without a cluster, it assumes the Kubernetes version it was built with; without a version stamp, 1.20.
  stamps: (version: string) => {
    const minor = pinnedVersion({ name: 'helm', module: 'k8s.io/api', programs: {} }).split('.')[1] ?? '';
    const ofKubernetes = ['helm.sh/helm/v3/pkg/chartutil', 'helm.sh/helm/v3/pkg/lint/rules'];
    return {
      'helm.sh/helm/v3/internal/version.version': `v${version}`,
      ...Object.fromEntries(
        ofKubernetes.flatMap((variables) => [
          [`${variables}.k8sVersionMajor`, '1'],
          [`${variables}.k8sVersionMinor`, minor],
        ]),
      ),
    };
  },
} satisfies GoTool;

export const coredns = {
  name: 'coredns',
  seconds: 80,
  module: 'github.com/coredns/coredns',
  programs: { coredns: 'github.com/coredns/coredns' },
} satisfies GoTool;

export const localPath = {
  name: 'local-path',
  seconds: 30,
  module: 'github.com/rancher/local-path-provisioner',
  programs: { 'local-path-provisioner': 'github.com/rancher/local-path-provisioner' },
  stamps: (version: string) => ({ 'main.VERSION': `v${version}` }),
} satisfies GoTool;

export const metricsServer = {
  name: 'metrics-server',
  seconds: 175,
  module: 'sigs.k8s.io/metrics-server',
  programs: { 'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server' },
} satisfies GoTool;

export const traefik = {
  name: 'traefik',
  seconds: 250,
  module: 'github.com/traefik/traefik/v3',
  programs: { traefik: 'github.com/traefik/traefik/v3/cmd/traefik' },
  stamps: (version: string) => ({ 'github.com/traefik/traefik/v3/pkg/version.Version': version }),
} satisfies GoTool;

export const daprControlPlane = {
  name: 'dapr-control-plane',
  seconds: 60,
  module: 'github.com/dapr/dapr',
  programs: {
    operator: 'github.com/dapr/dapr/cmd/operator',
    sentry: 'github.com/dapr/dapr/cmd/sentry',
    injector: 'github.com/dapr/dapr/cmd/injector',
    placement: 'github.com/dapr/dapr/cmd/placement',
  },
  stamps: (version: string) => ({
    'github.com/dapr/dapr/pkg/buildinfo.version': version,
    'github.com/dapr/kit/logger.DaprVersion': version,
  }),
} satisfies GoTool;

/** Its web UI is not in its module: see local/cluster/tilt.ts. */
export const tilt = {
  name: 'tilt',
  module: 'github.com/tilt-dev/tilt',
  programs: { tilt: 'github.com/tilt-dev/tilt/cmd/tilt' },
  stamps: (version: string) => ({ 'main.version': version }),
  cgo: true,
  embedsBuildPath: true,
} satisfies GoTool;

/** Scales by the lag of consumers; only where somebody asks for it: see local/cluster/addons/keda.ts. */
export const keda = {
  name: 'keda',
  seconds: 310,
  module: 'github.com/kedacore/keda/v2',
  programs: {
    operator: 'github.com/kedacore/keda/v2/cmd/operator',
    adapter: 'github.com/kedacore/keda/v2/cmd/adapter',
  },
  stamps: (version: string) => ({ 'github.com/kedacore/keda/v2/version.Version': version }),
} satisfies GoTool;

/** Only its manifests. */
export const gatewayApi = { name: 'gateway-api', module: 'sigs.k8s.io/gateway-api', programs: {} } satisfies GoTool;

/** Only its CRDs, for a test. */
export const prometheusOperator = {
  name: 'prometheus-operator',
  module: 'github.com/prometheus-operator/prometheus-operator',
  programs: {},
} satisfies GoTool;
