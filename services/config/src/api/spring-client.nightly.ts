/**
 * The settings as a Spring Boot application reads them, with the client of Spring Cloud Config from Maven Central. Needs Maven and
 * a JDK, and downloads 34 jars the first time.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { until } from '@mambogo/testing/until.ts';
import { appToken, startConfig } from '../../testing/start-config.ts';

const run = promisify(execFile);
const sources = fileURLToPath(new URL('../../testing/spring-client', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'spring-'));
const config = await startConfig();
after(async () => {
  await config.stop();
  rmSync(folder, { recursive: true });
});

test('a Spring Boot application gets the settings of its name and profile, and their commit', async () => {
  const jars = join(folder, 'jars');
  const copy = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`];
  await run('mvn', ['-q', '-B', '-ntp', '-f', join(sources, 'pom.xml'), ...copy]);
  await run('javac', ['-cp', `${jars}/*`, '-d', folder, join(sources, 'Client.java')]);
  config.push('gateway.yml', 'rateLimits:\n  cart: { user: 7 }\nthreats: { threshold: 70 }\n');
  const commit = config.push('gateway-demo.yml', 'threats: { threshold: 61 }\n');
  await until(
    'the commit is in force',
    async () => (await config.call('/settings/gateway/demo')).json.version === commit,
    5_000,
  );
  const { stdout } = await run('java', [
    ...['-cp', `${folder}:${jars}/*`, 'Client'],
    '--spring.application.name=gateway',
    '--spring.profiles.active=demo',
    `--spring.config.import=configserver:http://127.0.0.1:${config.port}/settings`,
    `--spring.cloud.config.headers.dapr-api-token=${appToken}`,
    '--print=rateLimits.cart.user,threats.threshold,config.client.version',
  ]);
  assert.deepEqual(stdout.trim().split('\n').slice(-3), [
    'rateLimits.cart.user=7',
    'threats.threshold=61',
    `config.client.version=${commit}`,
  ]);
});
