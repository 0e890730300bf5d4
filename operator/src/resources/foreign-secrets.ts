/** Secrets of others than the shop, mounted straight from where they are. Pure. */
import type { V1VolumeProjection } from '@kubernetes/client-node';
import type { ServiceModel } from '../model/model.ts';
import { providerSecretFiles, type ShopModel } from '../model/shop-model.ts';

export const foreignSecrets = (model: ShopModel, { name, blueprint }: ServiceModel): V1VolumeProjection[] => [
  ...(name === 'payment' ? providerKeys(model) : []),
  ...(name === 'config' ? gitLogin(model) : []),
  ...(name === 'notification' ? mailLogin(model) : []),
  ...(blueprint.emits ? registryLogin(model) : []),
];

/** Optional: without its Secret a service registers nothing, and runs. */
const registryLogin = ({ schemaRegistry }: ShopModel): V1VolumeProjection[] =>
  schemaRegistry?.embedded === false && schemaRegistry.secretName ? [login(schemaRegistry.secretName, 'registry')] : [];

/** The login of the repository with the settings. Optional: without its Secret config runs, and says what it can't read. */
const gitLogin = ({ settingsSource }: ShopModel): V1VolumeProjection[] =>
  settingsSource?.secretName ? [login(settingsSource.secretName, 'git')] : [];

/** Optional: without its Secret messages wait, and say why. */
const mailLogin = ({ mail }: ShopModel): V1VolumeProjection[] =>
  mail?.secretName ? [login(mail.secretName, 'smtp')] : [];

/** As the files `<user>-username` and `<user>-password`. */
const login = (name: string, user: string): V1VolumeProjection => ({
  secret: {
    name,
    optional: true,
    items: ['username', 'password'].map((key) => ({ key, path: `${user}-${key}` })),
  },
});

/** The keys shared by payment and an external provider, straight from their Secret. */
const providerKeys = ({ providerSecret }: ShopModel): V1VolumeProjection[] =>
  providerSecret
    ? [
        {
          secret: {
            name: providerSecret.name,
            items: Object.entries(providerSecretFiles).map(([key, path]) => ({ key, path })),
          },
        },
      ]
    : [];

/** The first administrator's Secret is mounted only where that account is created. */
export const adminSecretVolume = ({ adminSecret }: ShopModel) =>
  adminSecret
    ? [
        {
          secret: {
            name: adminSecret.name,
            items: [
              { key: 'login', path: 'admin-login' },
              { key: 'password', path: 'admin-password' },
            ],
          },
        },
      ]
    : [];
