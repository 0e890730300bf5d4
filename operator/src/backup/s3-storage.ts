/** A backup in an S3 bucket. Uploads are in parts, several at a time; a failed one leaves no parts behind. */
import { Agent } from 'node:https';
import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { BackupStorage } from './backup-storage.ts';

export interface S3Location {
  readonly bucket: string;
  /** undefined: Amazon S3. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Prefix of the backup's objects, without a slash at its end. */
  readonly prefix: string;
}

export interface S3Access {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** CA certificates (PEM), unless public authorities vouch for the server. */
  readonly ca?: string;
}

/** 5 MiB is the least S3 takes; 10,000 parts of 16 MiB are 156 GiB, more than a shop has. */
const partBytes = 16 * 1024 * 1024;

export function s3Storage(
  { bucket, endpoint, region = 'us-east-1', prefix }: S3Location,
  access: S3Access,
): BackupStorage {
  const client = new S3Client({
    region,
    credentials: { accessKeyId: access.accessKeyId, secretAccessKey: access.secretAccessKey },
    // A bucket is a path below an endpoint of one's own, which has no name for each bucket.
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    // Sums are our own; other servers than Amazon's do not all take theirs.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(access.ca ? { requestHandler: { httpsAgent: new Agent({ ca: access.ca, keepAlive: true }) } } : {}),
  });
  const key = (path: string) => `${prefix}/${path}`;
  return {
    location: `s3://${bucket}/${prefix}`,
    async write(path, content) {
      const params = { Bucket: bucket, Key: key(path), Body: content };
      await new Upload({ client, params, partSize: partBytes, queueSize: 2 }).done();
    },
    async read(path) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key(path) }));
      if (!Body) throw new Error(`${path} is missing`);
      return Body as Readable;
    },
    async exists(path) {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key(path) }));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'NotFound') return false;
        throw error;
      }
    },
    async removeAll() {
      for (;;) {
        const { Contents: found = [] } = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}/` }),
        );
        if (found.length === 0) return;
        const { Errors: errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: found.map(({ Key }) => ({ Key })) } }),
        );
        if (errors[0]) throw new Error(`${errors[0].Key} could not be removed: ${errors[0].Message}`);
      }
    },
  };
}
