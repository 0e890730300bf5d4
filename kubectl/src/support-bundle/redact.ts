/** Removes what a support bundle must not contain: values of Secrets, and of environment variables that are named like secrets. Pure. */
import type { KubeObject } from '@mambogo/operator/kube/kube-object.ts';

const redacted = '(redacted)';
const secretNames = /pass(word|phrase)?|secret|token|private|credential|api_?key|connection_?string|dsn/i;
/** The whole object as somebody applied it, values of Secrets included. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

export function redact(object: KubeObject): KubeObject {
  const { managedFields: _, annotations, ...metadata } = object.metadata;
  const kept = Object.entries(annotations ?? {}).filter(([name]) => name !== lastApplied);
  const visible = {
    ...object,
    metadata: { ...metadata, ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}) },
  };
  return (object.kind === 'Secret' ? withoutValues(visible) : withoutSecretEnvironment(visible)) as KubeObject;
}

/** Which keys a Secret has often explains a fault; their values never leave the cluster. */
const withoutValues = ({ data, stringData: _, ...secret }: KubeObject) => ({
  ...secret,
  data: Object.fromEntries(Object.keys((data ?? {}) as object).map((key) => [key, redacted])),
});

/** Any `{ name, value }` whose name is that of a secret, wherever it is: containers, components, templates. */
function withoutSecretEnvironment(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecretEnvironment);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const { name, value: text } = value as { name?: unknown; value?: unknown };
  if (typeof name === 'string' && typeof text === 'string' && secretNames.test(name))
    return { ...value, value: redacted };
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSecretEnvironment(inner)]));
}
