/** An S3 server on this machine with one bucket, until the test file ends. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { installMoto } from '@mambogo/local/toolchain/moto.ts';
import { waitUntil } from './wait-until.ts';

export interface ObjectStore {
  readonly endpoint: string;
  readonly bucket: string;
  /** Folder with the keys, as a Secret is mounted. */
  readonly secretDir: string;
  keys(): Promise<string[]>;
  put(key: string, body: string): Promise<void>;
}

export async function startObjectStore(): Promise<ObjectStore> {
  const folder = mkdtempSync(join(tmpdir(), 'object-store-'));
  const python = await installMoto(join(folder, 'install.log'));
  const port = await freePort();
  const args = ['--pdeathsig', 'KILL', '--', python, '-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)];
  const server = spawn('setpriv', args, { stdio: 'ignore' });
  after(() => {
    server.kill();
    rmSync(folder, { recursive: true });
  });
  const [endpoint, bucket] = [`http://127.0.0.1:${port}`, 'backups'];
  const credentials = { accessKeyId: 'test', secretAccessKey: 'secret' };
  const client = new S3Client({ region: 'us-east-1', endpoint, forcePathStyle: true, credentials });
  after(() => client.destroy());
  await waitUntil(() =>
    client.send(new CreateBucketCommand({ Bucket: bucket })).then(
      () => true,
      () => false,
    ),
  );
  writeFileSync(join(folder, 'access-key-id'), credentials.accessKeyId);
  writeFileSync(join(folder, 'secret-access-key'), credentials.secretAccessKey);
  return {
    endpoint,
    bucket,
    secretDir: folder,
    async keys() {
      const { Contents: found = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
      return found.flatMap(({ Key }) => Key ?? []).sort();
    },
    async put(key, body) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    },
  };
}
