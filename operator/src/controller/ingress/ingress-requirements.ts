/** Prerequisites of an Ingress that others provide: its IngressClass, and the Secret with the certificate of its hosts. */
import { X509Certificate } from 'node:crypto';
import { isForbidden } from '../../kube/api-error.ts';
import { fieldText, type KubeObject, type ObjectReference } from '../../kube/kube-object.ts';
import type { StageContext } from '../stage-context.ts';
import { ConditionError } from '../status/condition-error.ts';

type IngressContext = Pick<StageContext, 'client' | 'desired'>;

/** @throws ConditionError no controller will accept the Ingress */
export async function requireIngressClass({ client, desired: { model } }: IngressContext): Promise<void> {
  const name = model.exposure.ingress?.className;
  if (name === undefined) return;
  const reference: ObjectReference = { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', namespace: '', name };
  try {
    if (await client.get(reference)) return;
  } catch (error) {
    // The Role of an earlier release does not allow this.
    if (isForbidden(error)) return;
    throw error;
  }
  throw new ConditionError(
    'IngressClassMissing',
    `spec.ingress.className: there is no IngressClass ${name}, so no controller accepts the Ingress; install its controller, or name another class (kubectl get ingressclasses)`,
  );
}

/**
 * The Secret may be created after the Ingress, for example by cert-manager.
 * @throws ConditionError browsers would get no certificate, or one they reject
 */
export async function requireTlsSecret(
  { client, desired: { model } }: IngressContext,
  now = Date.now(),
): Promise<void> {
  const name = model.exposure.ingress?.tlsSecretName;
  if (name === undefined) return;
  const { namespace } = model;
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  const field = 'spec.ingress.tlsSecretName';
  if (!secret) {
    const create = `kubectl -n ${namespace} create secret tls ${name} --cert=tls.crt --key=tls.key`;
    throw new ConditionError('TLSSecretMissing', `${field}: there is no Secret ${name} in ${namespace}; ${create}`);
  }
  const problem = certificateProblem(secret, model.exposure.hosts, now);
  if (problem) throw new ConditionError('TLSSecretInvalid', `${field}: Secret ${name} ${problem}`);
}

/** Why browsers would reject the certificate, whoever issued it. Pure. */
export function certificateProblem({ data }: KubeObject, hosts: readonly string[], now: number): string | undefined {
  const missingKeys = ['tls.crt', 'tls.key'].filter((key) => !fieldText(data, key));
  if (missingKeys.length > 0) return `lacks ${missingKeys.join(', ')}: add certificate and key`;
  const certificate = parseCertificate(fieldText(data, 'tls.crt') ?? '');
  if (!certificate) return 'has no readable certificate in tls.crt: it must be PEM';
  if (Date.parse(certificate.validTo) < now)
    return `has a certificate that expired on ${certificate.validTo}: renew it`;
  const uncovered = hosts.filter((host) => certificate.checkHost(host) === undefined);
  if (uncovered.length > 0)
    return `has a certificate that does not cover ${uncovered.join(', ')}: issue one for all hosts`;
  return undefined;
}

function parseCertificate(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}
