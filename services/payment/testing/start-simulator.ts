/** Starts the real simulator for a test, with its own process, port and ledger. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { z } from 'zod';

export interface RunningSimulator {
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Charges with this reference. */
  charges(
    reference: string,
  ): Promise<{ id: string; status: string; amount: number; currency: string; refunded: number }[]>;
  /** Numbers of its callbacks by state. */
  callbacks(): Promise<{ due: number; delivered: number; givenUp: number }>;
  /** Submits the approval page of a charge. */
  decide(chargeId: string, decision: 'approve' | 'decline'): Promise<void>;
  kill(): Promise<void>;
  /** Restarts it on the same port and ledger. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const folder = fileURLToPath(new URL('../../psp-simulator/', import.meta.url));
const Charges = z.object({
  charges: z.array(
    z.object({ id: z.string(), status: z.string(), amount: z.number(), currency: z.string(), refunded: z.number() }),
  ),
});

const Ledger = z.object({ callbacks: z.object({ due: z.int(), delivered: z.int(), givenUp: z.int() }) });

export async function startSimulator(settings: Record<string, string> = {}): Promise<RunningSimulator> {
  const data = mkdtempSync(join(tmpdir(), 'psp-'));
  const apiKey = 'a-test-key';
  const webhookSecret = 'a-test-secret';
  writeFileSync(join(data, 'psp-api-key'), apiKey);
  writeFileSync(join(data, 'psp-webhook-secret'), webhookSecret);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const headers = { authorization: `Bearer ${apiKey}` };

  const start = async () => {
    // Ends with the test, also when that is killed.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', process.execPath, 'src/main.ts'], {
      cwd: folder,
      env: {
        ...process.env,
        PORT: String(port),
        CREDENTIALS_DIR: data,
        LEDGER_FILE: join(data, 'ledger.db'),
        LOG_LEVEL: 'fatal',
        ...settings,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await until(async () => (await fetch(`${url}/healthz`)).ok);
    return child;
  };
  let child = await start();

  return {
    url,
    apiKey,
    webhookSecret,
    async charges(reference) {
      const response = await fetch(`${url}/v1/charges?reference=${encodeURIComponent(reference)}`, { headers });
      return Charges.parse(await response.json()).charges;
    },
    async callbacks() {
      const response = await fetch(`${url}/v1/ledger`, { headers });
      return Ledger.parse(await response.json()).callbacks;
    },
    async decide(chargeId, decision) {
      await fetch(`${url}/actions/${chargeId}`, { method: 'POST', body: new URLSearchParams({ decision }) });
    },
    kill: () => end(child, 'SIGKILL'),
    async restart() {
      child = await start();
    },
    async stop() {
      await end(child, 'SIGTERM');
      rmSync(data, { recursive: true });
    },
  };
}

/** Ends a process and waits for its exit. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** Polls until `condition` holds; an error counts as false. */
export async function until(condition: () => Promise<boolean>, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  let last: unknown;
  while (Date.now() < deadline) {
    const holds = await condition().catch((error: unknown) => {
      last = error;
      return false;
    });
    if (holds) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the condition did not hold in time', { cause: last });
}
