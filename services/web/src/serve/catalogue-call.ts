/** Requests of the application to the catalogue, through the sidecar. Equal requests at the same time are one call. */
import { peerCalls } from '@mambogo/contracts/deadlines.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';

const { timeout } = peerCalls.pageContent;
const movedPermanently = 308;

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

/** The returned function behaves like `fetch` for GET; it rejects if there is no response in time. */
export function createCatalogueCall(sidecar: Pick<Sidecar, 'invoke'>): (path: string) => Promise<Response> {
  const underWay = new Map<string, Promise<Answer>>();
  async function get(path: string): Promise<Answer> {
    const known = underWay.get(path);
    if (known) return known;
    const coming = request(sidecar, path);
    underWay.set(path, coming);
    return coming.finally(() => underWay.delete(path));
  }
  return async (path) => {
    const first = await get(path);
    // A category's former slug.
    const { status, text } = first.status === movedPermanently && first.location ? await get(first.location) : first;
    return new Response(text, { status });
  };
}

async function request(sidecar: Pick<Sidecar, 'invoke'>, path: string): Promise<Answer> {
  const { statusCode, headers, body } = await sidecar.invoke('product', {
    method: 'GET',
    path,
    headers: { accept: 'application/json' },
    timeout,
    // Also ends repetitions.
    signal: AbortSignal.timeout(timeout),
  });
  return { status: statusCode, location: headers.location?.toString(), text: await body.text() };
}
