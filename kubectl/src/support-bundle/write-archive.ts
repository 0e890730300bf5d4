/** Writes files as a compressed tar archive, one at a time, so that logs of any size need little memory. */
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { BundleFile } from './collect.ts';

/**
 * @param file must not exist: nothing is overwritten
 * @param folder the one folder that the archive unpacks to
 */
export async function writeArchive(file: string, folder: string, files: AsyncIterable<BundleFile>): Promise<string[]> {
  const archive = pack();
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  const written = finished(archive.pipe(createGzip()).pipe(target));
  // A target that can't be opened must not leave the loop waiting for it.
  const failed = written.then(() => new Promise<never>(() => {}));
  const paths: string[] = [];
  const adding = (async () => {
    for await (const { path, text } of files) {
      await new Promise<void>((resolve, reject) =>
        archive.entry({ name: `${folder}/${path}`, mtime: new Date() }, text, (error) =>
          error ? reject(error) : resolve(),
        ),
      );
      paths.push(path);
    }
    archive.finalize();
  })();
  await Promise.race([adding, failed]);
  await written;
  return paths;
}
