/** Service accounts of operators in tests: exactly the permissions of the chart. */
import { KubeConfig } from '@kubernetes/client-node';
import type { KubeObject } from '../src/kube/kube-object.ts';
import { ownRules, type PolicyRule, shopRules, storefrontRules } from '../src/kube/permissions.ts';

export const operatorUser = 'mambogo-operator';

export function operatorKubeConfig(kubeconfig: string, user = operatorUser): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  config.users = config.users.map((one) => ({ ...one, impersonateUser: user }));
  return config;
}

/**
 * Permissions of an operator that watches these namespaces, or all when there are none; the lease is in `default`.
 * @param user who gets them
 */
export function operatorRights(user = operatorUser, namespaces: readonly string[] = []): KubeObject[] {
  return [
    ...grant(user, '', 'storefronts', storefrontRules),
    ...grant(user, 'default', 'lease', ownRules),
    ...(namespaces.length > 0 ? namespaces : ['']).flatMap((namespace) => grant(user, namespace, 'shops', shopRules)),
  ];
}

/** @param namespace empty: cluster-wide */
function grant(user: string, namespace: string, what: string, rules: readonly PolicyRule[]): KubeObject[] {
  const apiGroup = 'rbac.authorization.k8s.io';
  const kind = namespace === '' ? 'ClusterRole' : 'Role';
  const metadata = { name: `${user}-${what}`, ...(namespace === '' ? {} : { namespace }) };
  const apiVersion = `${apiGroup}/v1`;
  const subjects = [{ kind: 'User', name: user, apiGroup }];
  const roleRef = { apiGroup, kind, name: metadata.name };
  return [
    { apiVersion, kind, metadata, rules },
    { apiVersion, kind: `${kind}Binding`, metadata, roleRef, subjects },
  ];
}
