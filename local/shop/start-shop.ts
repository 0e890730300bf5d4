/**
 * Starts a whole shop on this machine from one Storefront file, and gives it in hand. Either everything is up when this
 * resolves, or nothing is left when it rejects.
 */
import { join } from 'node:path';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import { profileDefaults } from '@mambogo/operator/model/profile-defaults.ts';
import { hint, toShop } from '../cli/hint.ts';
import { makeSidecarTokens } from '../dapr/sidecar-tokens.ts';
import { rootSecret, writeCredentials } from '../services/credentials.ts';
import { requireTraversable } from '../stores/system-user.ts';
import { requireFreePorts } from '../supervisor/ports.ts';
import { endLeftovers } from '../supervisor/process-ledger.ts';
import { Cancelled, terminalProgress } from '../supervisor/progress.ts';
import { lockWhenLeft } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { createSupervisor, ledgerFile } from '../supervisor/supervisor.ts';
import { cacheFolder, dataFolder } from '../toolchain/folders.ts';
import { dataRoom, emptyDataRoom, hasStoreData, openDataRoom, requireSpace } from './data-room.ts';
import { createInstances } from './further-instances.ts';
import { writeLimits } from './limits.ts';
import { localPlacement, storePorts } from './local-placement.ts';
import { prepareTools } from './prepare-tools.ts';
import { readStorefront } from './read-storefront.ts';
import type { Shop, ShopOptions } from './shop.ts';
import { shopAddresses } from './shop-addresses.ts';
import { startServices } from './start-services.ts';
import { startStores } from './start-stores.ts';
import { waitForCatalogue } from './wait-for-catalogue.ts';
import { wantedPorts } from './wanted-ports.ts';

/** Milliseconds an earlier run that is still stopping is waited for. */
const patience = 60_000;

export async function startShop(options: ShopOptions = {}): Promise<Shop> {
  const { portOffset = 0, progress = terminalProgress(), signal } = options;
  const storefront = readStorefront(options.storefrontFile);
  const name = storefront.metadata.name;
  const room = dataRoom(options.dataDir ?? dataFolder(name), options.storeFolders);
  const calledOff = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(new Cancelled());
    signal?.addEventListener('abort', () => reject(new Cancelled()));
  });
  calledOff.catch(() => undefined);
  const waiting = () => progress.say('An earlier run of this shop is still stopping: waiting for it.');
  const lock = await Promise.race([lockWhenLeft(room.folder, patience, waiting), calledOff]);
  if ('heldBy' in lock) {
    throw new StartError(
      `the shop "${name}" is already running, started by pid ${lock.heldBy} (data: ${room.folder}): use it, or stop it`,
    );
  }
  const supervisor = createSupervisor({ logs: room.logs, run: room.run }, progress);
  const stop = async () => {
    lock.leaving();
    await supervisor.stop();
    await lock.release();
  };

  const start = async () => {
    openDataRoom(room);
    const leftovers = await endLeftovers(ledgerFile(room.run));
    if (leftovers.length > 0) progress.warn(`ended what an earlier run left behind: ${leftovers.join(', ')}`);
    if (options.fresh) {
      emptyDataRoom(room);
      openDataRoom(room);
    }
    requireTraversable(room.folder);
    requireSpace(room.folder);
    const ports = storePorts(portOffset);
    const placement = localPlacement(room.folder, portOffset, options.detours);
    const model = buildModel(storefront, placement);
    await requireFreePorts(wantedPorts(model, ports), (moved) =>
      hint('start', toShop({ ...options, portOffset: portOffset + moved }, name)),
    );
    const cache = cacheFolder();
    const tools = await prepareTools(cache, room.logs, progress);

    const firstStart = !hasStoreData(room);
    const root = rootSecret(room.rootSecret, !firstStart);
    const secret = (purpose: string) => deriveSecret(root, purpose);
    writeCredentials(room.credentials, model.services, secret);
    const limits = options.limits ?? model.limits;
    if (limits) writeLimits(model, limits);
    signal?.throwIfAborted();
    const sidecarTokens = makeSidecarTokens(model.components.namespace);
    const { detours } = options;
    const stores = startStores({ model, room, ports, detours, tools, supervisor, progress, sidecarTokens, secret });
    const services = startServices({
      model,
      room,
      ports,
      daprd: tools.dapr.daprd,
      compileCache: join(cache, 'compiled'),
      pages: tools.pages,
      stores,
      sidecarTokens,
      settings: options.settings,
      supervisor,
      progress,
      secret,
    });
    await Promise.all([...Object.values(stores), services.started]);
    if (firstStart)
      await progress.step('demo catalogue', () => waitForCatalogue(model, join(room.logs, 'product.log')));
    const instances = createInstances({ storefront, placement, supervisor, start: services.startInstance });
    return { model, room, ports, secret, instances };
  };

  try {
    const started = await Promise.race([start(), calledOff]);
    return {
      ...shopAddresses(started),
      accounts: hasDemoAccounts(started.model) ? demoAccounts : [],
      processes: supervisor.processes,
      async restart(process) {
        await supervisor.named(process).stop();
        await supervisor.named(process).start();
      },
      stopProcess: (process) => supervisor.named(process).stop(),
      kill: (process, how = 'SIGKILL') => supervisor.named(process).kill(how),
      addInstance: started.instances.add,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** They are identity's; an issuer that takes its place has accounts of its own. */
const hasDemoAccounts = ({ profile, services }: Model): boolean =>
  profileDefaults[profile].demoAccounts && services.some(({ name }) => name === 'identity');

const demoAccounts = [
  { login: 'demo', password: 'demo' },
  { login: 'admin', password: 'admin' },
];
