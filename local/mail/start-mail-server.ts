/** Starts the mail server of a shop on this machine, and sends its messages there. */
import { join } from 'node:path';
import type { ShopOptions } from '../shop/shop.ts';
import type { Progress } from '../supervisor/progress.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { installMaildev } from '../toolchain/maildev.ts';
import { mailPorts, mailServerProcess, mailSettings } from './mail-server.ts';

export interface MailServerOptions {
  readonly portOffset: number;
  /** Folder of builds and downloads. */
  readonly cache: string;
  readonly logs: string;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
}

export const startMailServer = ({ portOffset, cache, logs, supervisor, progress }: MailServerOptions): Promise<void> =>
  progress.step('mail server', async () => {
    const program = await installMaildev(cache, join(logs, 'install-maildev.log'));
    await supervisor.start('mail', mailServerProcess(mailPorts(portOffset), program));
  });

/** Settings of the services with those of the mail server, if it runs. */
export const withMail = ({ mail, settings }: ShopOptions, portOffset: number): ShopOptions['settings'] =>
  mail ? { ...settings, notification: { ...mailSettings(portOffset), ...settings?.notification } } : settings;
