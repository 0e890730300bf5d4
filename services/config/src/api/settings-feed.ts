/**
 * GET /internal/settings?service=gateway: streams the settings in force for a service, whole, at once and after each change, one
 * JSON line each, for two minutes. For the services of the shop, through their sidecars.
 */
import { type SettingsLine, settingsHeartbeat, streamSettings } from '@mambogo/contracts/api/internal-settings.ts';
import { type BoundRoute, handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';

/** Sidecars close a connection over which no request was sent for three minutes: readers reconnect before that. */
const maxConnectionMs = 120_000;

export const settingsFeed = ({ inForce, stopping }: Pick<Context, 'inForce' | 'stopping'>): BoundRoute =>
  handleRoute(streamSettings, async ({ query: { service }, response }) => {
    let sent = '';
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const send = (line: SettingsLine) => response.write(`${JSON.stringify(line)}\n`);
    const sendSettings = () => {
      const commit = inForce.snapshot()?.commit;
      const settings = inForce.settingsOf(service);
      if (commit === undefined || settings === undefined) return;
      const line = { type: 'settings', commit, settings } as const;
      if (JSON.stringify(line) === sent) return;
      sent = JSON.stringify(line);
      send(line);
    };
    sendSettings();
    const stopListening = inForce.onChange(sendSettings);
    const heartbeat = setInterval(() => send({ type: 'heartbeat' }), settingsHeartbeat * 1_000);
    const end = () => void response.end();
    const timer = setTimeout(end, maxConnectionMs);
    stopping.signal.addEventListener('abort', end);
    if (stopping.signal.aborted) end();
    response.once('close', () => {
      clearTimeout(timer);
      clearInterval(heartbeat);
      stopListening();
      stopping.signal.removeEventListener('abort', end);
    });
    return undefined;
  });
