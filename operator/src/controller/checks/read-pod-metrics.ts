/** Reads the metrics of a pod, at the port that is open to the cluster for the kubelet and Prometheus. */
import { podPorts } from '../../model/cluster-placement.ts';

/** Milliseconds for a whole response. */
const timeoutMs = 2_000;
/** At most this many pods of a service are queried. */
export const maxPods = 3;
const maxBytes = 1_000_000;

/** Rejects without a complete response. */
export async function readPodMetrics(address: string): Promise<string> {
  const host = address.includes(':') ? `[${address}]` : address;
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(`http://${host}:${podPorts.health}/metrics`, { signal, redirect: 'error' });
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxBytes) throw new Error('response too large for metrics');
  }
  return text;
}
