/** The environment variables of one service. Names of components and peers are settings, never literals. */

import { appId, componentName } from '@mambogo/blueprint/names.ts';
import type { ServiceBlueprint, SettingName } from '@mambogo/blueprint/service-blueprint.ts';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import { acr } from '@mambogo/contracts/acr.ts';
import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { isConfigurable } from '@mambogo/contracts/runtime-settings.ts';
import type { Storefront } from '../api/storefront.ts';
import { loginAt } from './credential-generations.ts';
import { smtpUrl } from './mail.ts';
import type { Placement } from './placement.ts';
import { type ProfileDefaults, profileDefaults } from './profile-defaults.ts';
import { replicaEnvironment } from './read-replicas.ts';
import { schemaRegistryEnvironment } from './schema-registry.ts';
import { settingsRepository } from './settings-repository.ts';
import { operationsPageEnvironment, telemetryModel, traceEnvironment } from './telemetry.ts';

export function serviceEnvironment(
  service: ServiceBlueprint,
  storefront: Storefront,
  placement: Placement,
): Record<string, string> {
  const shop = storefront.metadata.name;
  const defaults = profileDefaults[storefront.spec.profile];
  const publicUrl = placement.publicUrl(storefront);
  const { host, port } = placement.listenAddress(service);
  return {
    APP_ID: appId(shop, service.name),
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    ...issuerSettings(storefront, publicUrl),
    ...(service.sidecar ? stepUpSettings(storefront) : {}),
    CURRENCY: storefront.spec.currency ?? defaults.currency,
    LOG_LEVEL: defaults.logLevel,
    CREDENTIALS_DIR: placement.credentialsFolder(service),
    ...(service.nodeOptions ? { NODE_OPTIONS: service.nodeOptions } : {}),
    ...healthSettings(service, placement),
    ...(service.sidecar ? traceEnvironment(telemetryModel(storefront.spec)) : {}),
    ...(service.name === 'gateway' ? operationsPageEnvironment(telemetryModel(storefront.spec)) : {}),
    ...schemaRegistryEnvironment(service, storefront, placement),
    ...sidecarSettings(service, shop, placement),
    ...(isConfigurable(service.name) && service.name !== 'config'
      ? { RUNTIME_SETTINGS_FILE: placement.runtimeSettingsFile(service) }
      : {}),
    ...storeSettings(service, shop, placement, defaults),
    ...replicaEnvironment(service, storefront, placement),
    ...Object.fromEntries(
      service.settings.flatMap((setting) => {
        const value = settingValue(setting, service, storefront, placement);
        return value === undefined ? [] : [[setting, value]];
      }),
    ),
  };
}

/** Token issuer and, for an external issuer, the audience. */
function issuerSettings({ spec }: Storefront, publicUrl: string): Record<string, string> {
  const externalIssuer = spec.identity?.external;
  if (!externalIssuer) return { ISSUER: `${publicUrl}/auth` };
  const { issuer, audience, tokenType } = externalIssuer;
  return { ISSUER: issuer, AUDIENCE: audience, ...(tokenType ? { TOKEN_TYPE: tokenType } : {}) };
}

/** An external issuer has its own `acr` values: without them step-up can't be requested. */
function stepUpSettings({ spec }: Storefront): Record<string, string> {
  const { stepUp, staffMfa } = profileDefaults[spec.profile];
  const externalIssuer = spec.identity?.external;
  const acrValues = externalIssuer ? externalIssuer.acrValues : staffMfa === 'required' ? [acr.multiFactor] : [];
  if (!stepUp || !acrValues) return {};
  return { STEP_UP: 'true', ...(acrValues.length > 0 ? { STEP_UP_ACR_VALUES: acrValues.join(' ') } : {}) };
}

function sidecarSettings(service: ServiceBlueprint, shop: string, placement: Placement): Record<string, string> {
  if (!service.sidecar) return {};
  const { http, grpc } = placement.sidecar(service);
  return {
    DAPR_HTTP_PORT: String(http),
    DAPR_GRPC_PORT: String(grpc),
    PEERS: JSON.stringify(Object.fromEntries(service.calls.map((call) => [call.service, appId(shop, call.service)]))),
    COMPONENTS: JSON.stringify(Object.fromEntries(service.components.map((role) => [role, componentName(shop, role)]))),
  };
}

function storeSettings(
  service: ServiceBlueprint,
  shop: string,
  placement: Placement,
  { databasePool }: ProfileDefaults,
): Record<string, string> {
  const { name, store } = service;
  if (store !== 'postgres' && store !== 'mysql' && store !== 'redis') return {};
  const { host, port, members, prefix, user, tls } = placement.storeOf(service);
  const login = user ?? loginAt(prefix + name, placement.credentials?.current);
  if (store === 'redis') {
    return {
      REDIS_URL: `${tls ? 'rediss' : 'redis'}://${login}@${host}:${port}`,
      ...(members ? { REDIS_CLUSTER: members.map((member) => `${member}:${port}`).join(',') } : {}),
      REDIS_PREFIX: `${prefix}${appId(shop, name)}:`,
      ...(tls?.caFile ? { REDIS_CA_FILE: tls.caFile } : {}),
    };
  }
  return {
    DATABASE_URL: `${store}://${login}@${host}:${port}/${prefix}${name}`,
    DATABASE_POOL: String(databasePool),
    ...(tls ? { DATABASE_TLS: 'true' } : {}),
    ...(tls?.caFile ? { DATABASE_CA_FILE: tls.caFile } : {}),
  };
}

function healthSettings(service: ServiceBlueprint, placement: Placement): Record<string, string> {
  const port = placement.healthPort?.(service);
  return port === undefined ? {} : { HEALTH_PORT: String(port) };
}

/** undefined: the shop does not have this setting. */
function settingValue(
  setting: SettingName,
  service: ServiceBlueprint,
  storefront: Storefront,
  placement: Placement,
): string | undefined {
  const defaults = profileDefaults[storefront.spec.profile];
  const { payments, catalog, amounts, security, mail } = storefront.spec;
  const isSimulated = payments.provider === 'simulator';
  switch (setting) {
    case 'ACTION_WINDOW_SECONDS':
      return String(defaults.actionWindowSeconds);
    case 'CATALOG_SEED':
      return catalog?.seed ?? defaults.catalogSeed;
    case 'DEMO_ACCOUNTS':
      return String(defaults.demoAccounts && !storefront.spec.identity?.external);
    case 'GIT_BRANCH':
      return storefront.spec.settings?.git?.branch;
    case 'GIT_URL':
      return settingsRepository(storefront.spec);
    case 'HELD_UNITS_PER_CUSTOMER':
      return String(defaults.heldUnitsPerCustomer);
    case 'HSTS_PRELOAD':
      return security?.hstsPreload === undefined ? undefined : String(security.hstsPreload);
    case 'LEDGER_FILE':
      return placement.dataFile(service, 'ledger.sqlite');
    case 'MAIL_FROM':
      return mail?.from;
    case 'MAX_ORDER_TOTAL':
      return amounts?.maxOrderTotal?.toString();
    case 'MAX_PRICE':
      return amounts?.maxPrice?.toString();
    case 'MIN_ORDER_TOTAL':
      return amounts?.minOrderTotal?.toString();
    case 'NAMES_FILE':
      return placement.selfHosted?.namesFile;
    case 'OIDC_CLIENT_ID':
      return storefront.spec.identity?.external?.clientId ?? 'mambogo-spa';
    case 'OPEN_ORDERS_PER_CUSTOMER':
      return String(defaults.openOrdersPerCustomer);
    case 'LIMITS_FILE':
      return placement.limitsFile;
    case 'PAYMENT_PROVIDER':
      return payments.provider;
    case 'PAYMENT_WINDOW_SECONDS':
      return String(defaults.paymentWindowSeconds);
    case 'PROFILE':
      return storefront.spec.profile;
    case 'PSP_CALLBACK_URL':
      return gatewayUrl(placement) + pathOf(paymentCallback, { params: { provider: payments.provider } });
    case 'PSP_PUBLIC_URL':
      return isSimulated ? placement.providerUrl(storefront) : undefined;
    case 'PSP_URL': {
      const { host, port } = placement.addressOf(serviceBlueprint('psp-simulator'));
      return isSimulated ? `http://${host}:${port}` : undefined;
    }
    case 'REPOSITORY_DIR':
      return placement.dataFile(service, 'settings.git');
    case 'RESERVATION_SECONDS':
      return String(defaults.reservationSeconds);
    case 'SECURITY_CONTACT':
      return security?.contact;
    case 'SMTP_URL':
      return mail && smtpUrl(mail);
    case 'STAFF_MFA':
      return defaults.staffMfa;
    case 'TRUSTED_PROXIES':
      return (storefront.spec.ingress ?? storefront.spec.gateway)?.trustedProxies?.join(',') ?? '';
    case 'SHOP_ORIGIN':
      return new URL(placement.publicUrl(storefront)).origin;
  }
}

/** The simulator's callback address: the gateway itself, as the shop's public name may not resolve where both run. */
function gatewayUrl(placement: Placement): string {
  const { host, port } = placement.addressOf(serviceBlueprint('gateway'));
  return `http://${host}:${port}`;
}
