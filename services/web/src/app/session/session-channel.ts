/** Session messages between the tabs of a browser. They never contain a token. */

export type SessionMessage = 'signed-in' | 'signed-out';

export interface SessionChannel {
  broadcast(news: SessionMessage): void;
}

export function openSessionChannel(onMessage: (news: SessionMessage) => void): SessionChannel {
  if (typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return { broadcast: () => undefined };
  const channel = new BroadcastChannel('mambogo-session');
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'signed-in' || data === 'signed-out') onMessage(data);
  };
  return { broadcast: (news) => channel.postMessage(news) };
}
