/** A typical foreign controller: it keeps an annotation of its own on every object of a shop, and writes it continuously. */
import { forEachConcurrent } from '../src/controller/apply/for-each-concurrent.ts';
import { isNotFound } from '../src/kube/api-error.ts';
import { type KubeObject, referenceTo } from '../src/kube/kube-object.ts';
import type { TestCluster } from './test-cluster.ts';

export const foreignAnnotation = 'annotating-controller.example.com/seen';

export interface AnnotatingController {
  /** Returns how often every object was annotated. */
  stop(): Promise<number>;
}

/** Milliseconds between two rounds, if the machine keeps up. */
const intervalMs = 500;

export function startAnnotatingController(
  { client }: TestCluster,
  objects: readonly KubeObject[],
): AnnotatingController {
  const stopping = new AbortController();
  let rounds = 0;
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const next = performance.now() + intervalMs;
      const patch = { metadata: { annotations: { [foreignAnnotation]: String(rounds) } } };
      await forEachConcurrent(objects, 8, async (object) => {
        if (stopping.signal.aborted && rounds > 0) return;
        await client.mergePatch(referenceTo(object), patch).catch((error: unknown) => {
          if (!isNotFound(error)) throw error;
        });
      });
      rounds += 1;
      await new Promise((resolve) => setTimeout(resolve, Math.max(next - performance.now(), 0)));
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      return rounds;
    },
  };
}
