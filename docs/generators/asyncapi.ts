/** The AsyncAPI 3.0 document, from the contracts: topics as channels, events as messages in CloudEvents. Pure. */
import { currentVersion } from '@mambogo/blueprint/versions.ts';
import { Envelope, type EventDefinition, eventType } from '@mambogo/contracts/events/event.ts';
import { jsonSchema } from './json-schema.ts';
import { tolerantSchema } from './tolerant-schema.ts';

export const asyncApi = (events: readonly EventDefinition[]) => {
  const topics = [...new Set(events.map(({ topic }) => topic))];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Mambogo events',
      version: currentVersion,
      description:
        'What the services of a shop tell each other, as CloudEvents 1.0 (structured JSON) on Kafka. Every event is delivered at least once; order per key is usual and never to be relied on. Consumers ignore unknown fields, and enumerations may grow.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(
      topics.map((topic) => [
        channelOf(topic),
        channel(
          topic,
          events.filter((event) => event.topic === topic),
        ),
      ]),
    ),
    operations: Object.fromEntries(
      topics.map((topic) => [
        `publish-${channelOf(topic)}`,
        {
          action: 'send',
          summary: `stated by the ${topic.split('.')[0]} service alone`,
          channel: { $ref: `#/channels/${channelOf(topic)}` },
        },
      ]),
    ),
    components: {
      messages: Object.fromEntries(events.map((event) => [event.name, message(event)])),
      schemas: {
        CloudEvent: jsonSchema(Envelope, tolerantSchema),
        ...Object.fromEntries(events.map((e) => [e.name, jsonSchema(e.data, tolerantSchema)])),
      },
    },
  };
};

/** Channel ids may not contain dots. */
const channelOf = (topic: string): string => topic.replaceAll('.', '-');

const channel = (topic: string, events: readonly EventDefinition[]) => ({
  address: topic,
  messages: Object.fromEntries(events.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
  bindings: { kafka: { topic, bindingVersion: '0.5.0' } },
});

const message = (event: EventDefinition) => ({
  name: eventType(event),
  title: event.name,
  summary: event.summary,
  contentType: 'application/cloudevents+json',
  correlationId: { location: '$message.payload#/correlationid' },
  payload: {
    allOf: [
      { $ref: '#/components/schemas/CloudEvent' },
      {
        type: 'object',
        properties: { type: { const: eventType(event) }, data: { $ref: `#/components/schemas/${event.name}` } },
      },
    ],
  },
  bindings: {
    kafka: {
      key: { type: 'string', format: 'uuid', description: `${event.key} of the data, as the subject is` },
      bindingVersion: '0.5.0',
    },
  },
});
