/** What tests of packages use: an OCI registry, and the check of bundles for the Operator Lifecycle Manager. Built on first use. */
import type { GoTool } from './build-go.ts';

export const registry = {
  name: 'registry',
  module: 'github.com/distribution/distribution/v3',
  programs: { registry: 'github.com/distribution/distribution/v3/cmd/registry' },
} satisfies GoTool;

export const operatorVerify = {
  name: 'operator-verify',
  module: 'github.com/operator-framework/api',
  programs: { 'operator-verify': 'github.com/operator-framework/api/cmd/operator-verify' },
} satisfies GoTool;
