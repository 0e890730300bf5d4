/** Ingress controller: traefik for Ingress and Gateway API, on two ports of the node. Pure. */
import { ingressPorts } from '../cluster-layout.ts';
import { type Manifest, restricted } from './manifest.ts';

const name = 'traefik';
const namespace = 'traefik';
const labels = { 'app.kubernetes.io/name': name };
const controller = 'traefik.io/gateway-controller';
const read = ['get', 'list', 'watch'];

export const traefikManifests = (image: string): Manifest[] => [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    // A host port is not allowed in restricted namespaces.
    metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
  },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: [
      { apiGroups: [''], resources: ['services', 'secrets', 'configmaps', 'nodes', 'namespaces', 'pods'], verbs: read },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
      { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'ingressclasses'], verbs: read },
      { apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: ['update'] },
      {
        apiGroups: ['gateway.networking.k8s.io'],
        resources: ['gatewayclasses', 'gateways', 'httproutes', 'grpcroutes', 'referencegrants', 'backendtlspolicies'],
        verbs: read,
      },
      {
        apiGroups: ['gateway.networking.k8s.io'],
        resources: ['gatewayclasses/status', 'gateways/status', 'httproutes/status', 'grpcroutes/status'],
        verbs: ['update'],
      },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name, annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: 'traefik.io/ingress-controller' },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name },
    spec: { controllerName: controller },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: {
      selector: labels,
      ports: [
        { name: 'web', port: 80, targetPort: 'web' },
        { name: 'websecure', port: 443, targetPort: 'websecure' },
      ],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      strategy: { type: 'Recreate' },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          containers: [
            {
              name,
              image,
              command: ['/traefik'],
              args: [
                `--entrypoints.web.address=:${ingressPorts.http.to}`,
                `--entrypoints.websecure.address=:${ingressPorts.https.to}`,
                '--entrypoints.websecure.http.tls=true',
                '--ping=true',
                '--providers.kubernetesingress=true',
                `--providers.kubernetesingress.ingressendpoint.publishedservice=${namespace}/${name}`,
                '--providers.kubernetesgateway=true',
                '--global.checknewversion=false',
                '--global.sendanonymoususage=false',
              ],
              ports: [
                { name: 'web', containerPort: ingressPorts.http.to, hostPort: ingressPorts.http.to },
                { name: 'websecure', containerPort: ingressPorts.https.to, hostPort: ingressPorts.https.to },
              ],
              readinessProbe: { httpGet: { path: '/ping', port: 8080 }, periodSeconds: 1 },
              securityContext: restricted,
              volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            },
          ],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      },
    },
  },
];
