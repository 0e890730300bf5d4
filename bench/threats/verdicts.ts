/** Which samples are rejected: by our assessment, and by a server without a backend. */
import { request } from 'node:http';
import { assessRequest } from '@mambogo/threats/assess-request.ts';
import type { Sample } from '@mambogo/threats/corpus/read-corpus.ts';
import type { RequestParts } from '@mambogo/threats/decoding/request-parts.ts';

export type Verdicts = ReadonlySet<Sample>;

export const blockedByRules = (corpus: readonly Sample[], threshold: number): Verdicts =>
  new Set(corpus.filter((sample) => assessRequest(sample.request).score >= threshold));

export async function blockedByModSecurity(corpus: readonly Sample[], port: number): Promise<Verdicts> {
  const blocked = new Set<Sample>();
  for (const sample of corpus) if ((await send(sample.request, port)) >= 400) blocked.add(sample);
  return blocked;
}

/** Sends a request byte for byte as in the corpus; returns the status. */
export function send({ method, path, query, headers, body }: RequestParts, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent: Record<string, string | string[]> = {};
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) sent[name] = typeof value === 'string' ? value : [...value];
    if (body) sent['content-length'] = String(Buffer.byteLength(body.text));
    const call = request(
      { host: '127.0.0.1', port, method, path: query ? `${path}?${query}` : path, headers: sent, agent: false },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    call.once('error', reject);
    call.end(body?.text);
  });
}
