/**
 * nginx with ModSecurity and the OWASP Core Rule Set, as packaged by Debian, as a process on loopback: paranoia level 1, default
 * thresholds, PUT and DELETE allowed because the shop uses them. Its backend returns 204.
 */
import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeFolder } from '../../local/cli/make-folder.ts';
import { installPackages } from '../../local/toolchain/debian-packages.ts';
import { findCommand } from '../../local/toolchain/find-command.ts';

export interface ModSecurity {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

const packages = ['nginx', 'libnginx-mod-http-modsecurity', 'modsecurity-crs'];
const modules = '/usr/lib/nginx/modules';
const ruleSet = '/usr/share/modsecurity-crs/rules/*.conf';
const startTimeoutMs = 10_000;

/** @param parent a writable folder @param on false: the same nginx without the engine, to compare the cost */
export async function startModSecurity(parent: string, on: boolean): Promise<ModSecurity> {
  const port = on ? 24_980 : 24_981;
  const folder = join(parent, on ? 'with-rules' : 'without');
  makeFolder(folder);
  // A socket of an interrupted run would be in the way.
  rmSync(join(folder, 'behind.sock'), { force: true });
  const log = join(folder, 'output.log');
  if (!findCommand('nginx') || !existsSync(`${modules}/ngx_http_modsecurity_module.so`)) {
    console.log(`installing ${packages.join(', ')} (once, some 20 s)`);
    await installPackages(packages, log, packages.join(', '));
  }
  writeFileSync(join(folder, 'modsecurity.conf'), engine);
  writeFileSync(join(folder, 'nginx.conf'), nginx(folder, port, on));
  const program = findCommand('nginx') ?? 'nginx';
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  // It exits with this process, however this process ends.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdout.resume();
  let output = '';
  child.stderr.on('data', (data: Buffer) => {
    output = (output + data.toString()).slice(-2_000);
  });
  const { pid } = child;
  const deadline = performance.now() + startTimeoutMs;
  while (!(await isListening(port))) {
    if (pid === undefined || child.exitCode !== null || performance.now() > deadline)
      throw new Error(`nginx did not start (${join(folder, 'error.log')}): ${output}`);
    await wait(100);
  }
  if (pid === undefined) throw new Error('nginx did not start');
  return {
    port,
    pid,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });

/** libmodsecurity's recommended settings, with blocking enabled; then the rule set's defaults. */
const engine = `
SecRuleEngine On
SecRequestBodyAccess On
SecResponseBodyAccess Off
SecRequestBodyLimit 1048576
SecRequestBodyNoFilesLimit 1048576
SecRequestBodyLimitAction Reject
SecRequestBodyJsonDepthLimit 512
SecArgumentsLimit 1000
SecRule REQUEST_HEADERS:Content-Type "^application/json" "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRule REQBODY_ERROR "!@eq 0" "id:200002,phase:2,t:none,log,deny,status:400"
SecPcreMatchLimit 100000
SecPcreMatchLimitRecursion 100000
SecAuditEngine Off
SecTmpDir /tmp/
SecDataDir /tmp/
SecDefaultAction "phase:1,log,auditlog,pass"
SecDefaultAction "phase:2,log,auditlog,pass"
SecAction "id:900000,phase:1,nolog,pass,t:none,setvar:tx.paranoia_level=1"
SecAction "id:900110,phase:1,nolog,pass,t:none,setvar:tx.inbound_anomaly_score_threshold=5,setvar:tx.outbound_anomaly_score_threshold=4"
SecAction "id:900200,phase:1,nolog,pass,t:none,setvar:'tx.allowed_methods=GET HEAD POST OPTIONS PUT DELETE'"
SecAction "id:900990,phase:1,nolog,pass,t:none,setvar:tx.crs_setup_version=334"
Include ${ruleSet}
`;

const nginx = (folder: string, port: number, on: boolean) => `
load_module ${modules}/ndk_http_module.so;
load_module ${modules}/ngx_http_modsecurity_module.so;
daemon off;
master_process off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log crit;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  client_max_body_size 1m;
  client_body_buffer_size 1m;
  server {
    listen 127.0.0.1:${port};
    ${on ? `modsecurity on;\n    modsecurity_rules_file ${folder}/modsecurity.conf;` : ''}
    location / { proxy_pass http://unix:${folder}/behind.sock; }
  }
  server {
    listen unix:${folder}/behind.sock;
    location / { return 204; }
  }
}
`;
