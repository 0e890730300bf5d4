/** What tabs of one browser tell each other about the session. No token is ever sent. */

export type SessionNews = 'signed-in' | 'signed-out';

export interface SessionChannel {
  tell(news: SessionNews): void;
}

export function openSessionChannel(heard: (news: SessionNews) => void): SessionChannel {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined };
  const channel = new BroadcastChannel('mambogo-session');
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'signed-in' || data === 'signed-out') heard(data);
  };
  return { tell: (news) => channel.postMessage(news) };
}
