/** CEL rules for what JSON Schema can't express: the zod schema's refinements, for the API server. Pure. */
import { imageParts } from '../api/ingress-spec.ts';
import { podKeys } from '../api/pods-spec.ts';
import { supportedVersions } from '../model/unsupported-fields.ts';
import { isSchema, type Schema } from './to-structural-schema.ts';

export interface CelRule {
  readonly rule: string;
  readonly message: string;
}

const addressesOrRanges: CelRule = {
  rule: 'self.all(one, isIP(one) || isCIDR(one))',
  message: 'addresses or ranges such as 10.0.0.0/8',
};

/** Path below `spec` -> rules for the value there. */
export const specRules: Readonly<Record<string, readonly CelRule[]>> = {
  '': [
    { rule: 'has(self.hosts) || has(self.publicUrl)', message: 'set hosts or publicUrl: a shop needs an address' },
    { rule: '!(has(self.ingress) && has(self.gateway))', message: 'set ingress or gateway, not both' },
    {
      rule: "self.profile != 'prod' || self.payments.provider != 'simulator'",
      message: 'the simulator takes no real payments and is rejected in prod; use stripe',
    },
    {
      rule: "self.profile != 'prod' || !has(self.catalog) || self.catalog.seed != 'demo'",
      message: 'the demo catalogue is rejected in prod',
    },
  ],
  pods: [
    {
      rule: `self.all(key, key in [${podKeys.map((key) => `'${key}'`).join(', ')}])`,
      message: `a key must be all, services, stores, jobs or a component: ${podKeys.slice(4).join(', ')}`,
    },
  ],
  version: [
    {
      // A version that is no longer supported stays valid in existing objects, as the API server validates only what changes.
      rule: `self in [${supportedVersions.map((version) => `'${version}'`).join(', ')}]`,
      message: `this release of the operator supports ${supportedVersions.join(', ')}`,
    },
  ],
  publicUrl: [
    {
      rule: "isURL(self) && url(self).getEscapedPath() == '' && !self.contains('?') && !self.contains('#') && !self.contains('@')",
      message: 'a URL without path, such as https://shop.example.com',
    },
    {
      rule: "isURL(self) && (url(self).getScheme() == 'https' || (url(self).getScheme() == 'http' && (url(self).getHostname() == 'localhost' || url(self).getHostname().endsWith('.localhost'))))",
      message: 'http is allowed for localhost only; use https',
    },
  ],
  'identity.external.issuer': [
    {
      rule: "isURL(self) && !self.contains('?') && !self.contains('#') && !self.contains('@')",
      message: 'a URL without query, such as https://accounts.example.com/shop',
    },
    {
      rule: "isURL(self) && (url(self).getScheme() == 'https' || (url(self).getScheme() == 'http' && (url(self).getHostname() == 'localhost' || url(self).getHostname().endsWith('.localhost'))))",
      message: 'http is allowed for localhost only; use https',
    },
  ],
  'egress.cidrs': [{ rule: 'self.all(range, isCIDR(range))', message: 'address ranges such as 10.20.0.0/16' }],
  'ingress.trustedProxies': [addressesOrRanges],
  'gateway.trustedProxies': [addressesOrRanges],
  'images.overrides': [
    {
      rule: `self.all(part, part in [${imageParts.map((component) => `'${component}'`).join(', ')}])`,
      message: `a key must be one of ${imageParts.join(', ')}`,
    },
  ],
  amounts: [
    {
      rule: '!has(self.minOrderTotal) || !has(self.maxOrderTotal) || self.minOrderTotal <= self.maxOrderTotal',
      message: 'maxOrderTotal is below minOrderTotal',
    },
  ],
  payments: [
    {
      rule: "(self.provider == 'stripe') == has(self.stripe)",
      message: 'set stripe.secretName with provider stripe, and only then',
    },
  ],
};

const twoShards: CelRule = { rule: 'self != 2', message: 'one shard, or at least three for a cluster' };
const minBelowMax: CelRule = { rule: 'self.min <= self.max', message: 'min is above max' };

/** Adds the rules of `byPath`, and those that belong to a shape wherever it is used. */
export function addRules(schema: Schema, byPath: typeof specRules, path = ''): Schema {
  const { properties } = schema;
  const rules = [...(byPath[path] ?? []), ...rulesOfShape(schema, path)];
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  return {
    ...schema,
    ...(isSchema(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [
              name,
              isSchema(property) ? addRules(property, byPath, below(name)) : property,
            ]),
          ),
        }
      : {}),
    ...(rules.length > 0 ? { 'x-kubernetes-validations': rules } : {}),
  };
}

function rulesOfShape({ properties }: Schema, path: string): readonly CelRule[] {
  if (path.endsWith('.shards')) return [twoShards];
  if (path.endsWith('.autoscaling')) return [minBelowMax];
  if (path.endsWith('.resources')) return limitsCoverRequests;
  const keys = isSchema(properties) ? Object.keys(properties) : [];
  return keys.includes('embedded') || path === 'backup.destination' ? [exactlyOne(keys)] : [];
}

const limitsCoverRequests: readonly CelRule[] = ['cpu', 'memory'].map((amount) => {
  const given = ['limits', 'requests'].map((bound) => `!has(self.${bound}) || !has(self.${bound}.${amount})`);
  return {
    rule: `${given.join(' || ')} || quantity(self.limits.${amount}).compareTo(quantity(self.requests.${amount})) >= 0`,
    message: `limits.${amount} is below requests.${amount}`,
  };
});

const exactlyOne = (keys: readonly string[]): CelRule => ({
  rule: `${keys.map((key) => `(has(self.${key}) ? 1 : 0)`).join(' + ')} == 1`,
  message: `exactly one of ${keys.join(', ')}`,
});
