/**
 * Checks where an event comes from. A topic has one publishing service: only its sidecar may write to the topic, and it sets
 * the source. An event with another source is forged, or was published by mistake: it is poison.
 */
import { type Envelope, publisherOf } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { ForgedEventError } from './poison-error.ts';

const topicsByName = new Map(events.map(({ name, topic }) => [`com.mambogo.${name}`, topic]));

/**
 * @param topic that it was delivered on; undefined for a replay: then the topic of its type
 * @throws ForgedEventError
 */
export function checkProvenance({ type, source }: Pick<Envelope, 'type' | 'source'>, topic: string | undefined): void {
  const expectedTopic = topicsByName.get(type.replace(/\.v\d+$/, ''));
  if (topic && expectedTopic && expectedTopic !== topic)
    throw new ForgedEventError(`${type} belongs to ${expectedTopic}, not to ${topic}`);
  const actualTopic = topic ?? expectedTopic;
  // An app id is the shop's name plus the service's. Each shop has its own broker.
  if (actualTopic && !source.endsWith(`-${publisherOf(actualTopic)}`))
    throw new ForgedEventError(
      // As JSON, because a source may contain any character, and not every store can keep all of them.
      `its source is ${JSON.stringify(source.slice(0, 100))}, but only ${publisherOf(actualTopic)} publishes to ${actualTopic}`,
    );
}
