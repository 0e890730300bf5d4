/** The account operators have in tests: the rights the chart gives, and not one more. */
import { KubeConfig } from '@kubernetes/client-node';
import type { KubeObject } from '../kube/kube-object.ts';
import { ownRules, shopRules } from '../kube/permissions.ts';

export const operatorUser = 'mambogo-operator';

export function operatorKubeConfig(kubeconfig: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  config.users = config.users.map((user) => ({ ...user, impersonateUser: operatorUser }));
  return config;
}

/** Cluster-wide, as operators that look after all namespaces have it; the lease is in `default`. */
export function operatorRights(): KubeObject[] {
  const subjects = [{ kind: 'User', name: operatorUser, apiGroup: 'rbac.authorization.k8s.io' }];
  const group = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  const role = (kind: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: operatorUser });
  return [
    { ...group, kind: 'ClusterRole', metadata: { name: operatorUser }, rules: shopRules },
    { ...group, kind: 'ClusterRoleBinding', metadata: { name: operatorUser }, roleRef: role('ClusterRole'), subjects },
    { ...group, kind: 'Role', metadata: { name: operatorUser, namespace: 'default' }, rules: ownRules },
    {
      ...group,
      kind: 'RoleBinding',
      metadata: { name: operatorUser, namespace: 'default' },
      roleRef: role('Role'),
      subjects,
    },
  ];
}
