/** One connection to a stream of server-sent events. */
import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { open } from './exchange.ts';
import { ProblemError } from './problem-error.ts';

export interface EventStreamOptions {
  readonly token: string;
  readonly lastEventId?: string;
  readonly signal?: AbortSignal;
}

/** Events until the stream ends; undefined when the server says that there will be no more (204). */
export async function openEvents(
  url: URL,
  { token, lastEventId, signal }: EventStreamOptions,
): Promise<ReadableStream<EventSourceMessage> | undefined> {
  const answer = await open(url, {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    },
    signal,
    bodyTimeout: 0,
  });
  if (answer.statusCode === 204) return undefined;
  if (answer.statusCode !== 200) throw new ProblemError(url.pathname, answer.statusCode, await answer.body.text());
  const text = new TextDecoderStream();
  answer.body.on('error', () => undefined);
  return ReadableStream.from<Uint8Array>(answer.body).pipeThrough(text).pipeThrough(new EventSourceParserStream());
}
