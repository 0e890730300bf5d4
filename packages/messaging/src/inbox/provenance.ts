/**
 * Where an event comes from. A topic has one service that states what is in it: its sidecar alone may write there, and names
 * itself as the source. What says otherwise is forged, or got there by a mistake of somebody who may write: it is poison.
 */
import { type Envelope, publisherOf } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { ForgedEventError } from './poison-error.ts';

const topicsByName = new Map(events.map(({ name, topic }) => [`com.mambogo.${name}`, topic]));

/**
 * @param topic that it was delivered on; undefined (a replay): the one its type belongs to
 * @throws ForgedEventError
 */
export function checkProvenance({ type, source }: Pick<Envelope, 'type' | 'source'>, topic: string | undefined): void {
  const expectedTopic = topicsByName.get(type.replace(/\.v\d+$/, ''));
  if (topic && expectedTopic && expectedTopic !== topic)
    throw new ForgedEventError(`${type} belongs to ${expectedTopic}, not to ${topic}`);
  const actualTopic = topic ?? expectedTopic;
  // An app id is the shop's name and the service's; brokers are a shop's own.
  if (actualTopic && !source.endsWith(`-${publisherOf(actualTopic)}`))
    throw new ForgedEventError(
      // Written as JSON: a source may be anything, and not every store keeps every character.
      `its source is ${JSON.stringify(source.slice(0, 100))}, but ${actualTopic} is stated by ${publisherOf(actualTopic)} alone`,
    );
}
