/** Log-ins of this computer's user, one per issuer: refresh tokens in a file that only they can read. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const Sessions = z.record(z.string(), z.object({ refreshToken: z.string() }));

export interface Sessions {
  read(issuer: string): string | undefined;
  /** @param refreshToken undefined: the session has ended */
  write(issuer: string, refreshToken: string | undefined): void;
}

/** XDG Base Directory: state, not configuration. */
const sessionsFile = (): string =>
  join(process.env.XDG_STATE_HOME || join(homedir(), '.local/state'), 'mambogo', 'sessions.json');

export function openSessions(file = sessionsFile()): Sessions {
  const readAll = () => {
    try {
      return Sessions.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? {};
    } catch {
      return {};
    }
  };
  return {
    read: (issuer) => readAll()[issuer]?.refreshToken,
    write(issuer, refreshToken) {
      const { [issuer]: _, ...others } = readAll();
      const all = refreshToken === undefined ? others : { ...others, [issuer]: { refreshToken } };
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const next = `${file}.${process.pid}`;
      writeFileSync(next, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
      chmodSync(next, 0o600);
      renameSync(next, file);
    },
  };
}
