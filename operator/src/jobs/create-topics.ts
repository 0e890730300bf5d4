/**
 * Creates topics and ACLs: missing topics are created, small ones get partitions, none is deleted; ACLs are only added, but for those of
 * logins that a rotation of credentials replaced.
 */
import { topicSettings } from '@mambogo/blueprint/topics.ts';
import {
  type Acl,
  AclOperations,
  AclPermissionTypes,
  Admin,
  type AdminOptions,
  ProtocolError,
  ResourcePatternTypes,
  ResourceTypes,
} from '@platformatic/kafka';
import type { TopicsInput } from '../resources/setup-job-input.ts';

export async function createTopics(input: TopicsInput): Promise<void> {
  const admin = new Admin(adminOptions(input));
  try {
    const present = new Set(await admin.listTopics());
    for (const topic of input.topics.filter(({ name }) => !present.has(name))) {
      await admin
        .createTopics({
          topics: [topic.name],
          partitions: topic.partitions,
          replicas: input.copies ?? -1,
          configs: Object.entries(topicSettings(topic)).map(([name, value]) => ({ name, value })),
        })
        .catch((error: unknown) => {
          // The broker's topic list lags behind topic creation.
          if (!hasErrorCode(error, 'TOPIC_ALREADY_EXISTS')) throw error;
          present.add(topic.name);
        });
    }
    await addPartitions(admin, input, present);
    if (input.grants.length > 0) await admin.createAcls({ creations: input.grants.map(toAcl) });
    if (input.onlyThese) await removeOtherAcls(admin, input.onlyThese, input.grants);
  } finally {
    await admin.close();
  }
}

/** The broker's ids of the topics that exist: a topic that was deleted and created again has another id. */
export async function topicIds(input: TopicsInput): Promise<ReadonlyMap<string, string>> {
  const admin = new Admin(adminOptions(input));
  try {
    const present = new Set(await admin.listTopics());
    const topics = input.topics.map(({ name }) => name).filter((name) => present.has(name));
    if (topics.length === 0) return new Map();
    const known = await admin.metadata({ topics, forceUpdate: true });
    return new Map([...known.topics].map(([name, { id }]) => [name, id]));
  } finally {
    await admin.close();
  }
}

const hasErrorCode = (error: unknown, id: string): boolean =>
  (error instanceof ProtocolError && error.apiId === id) ||
  (error instanceof AggregateError && error.errors.some((one) => hasErrorCode(one, id)));

export function adminOptions({ host, port, admin, tls }: TopicsInput): AdminOptions {
  return {
    clientId: 'mambogo-setup',
    bootstrapBrokers: [{ host, port }],
    retries: 5,
    connectTimeout: 10_000,
    ...(admin ? { sasl: { mechanism: admin.mechanism, username: admin.username, password: admin.password } } : {}),
    ...(tls ? { tls: { ...tls, rejectUnauthorized: true } } : {}),
  };
}

async function addPartitions(admin: Admin, { topics }: TopicsInput, present: ReadonlySet<string>): Promise<void> {
  const existing = topics.filter(({ name }) => present.has(name));
  if (existing.length === 0) return;
  const known = await admin.metadata({ topics: existing.map(({ name }) => name), forceUpdate: true });
  const undersized = existing.filter(
    ({ name, partitions }) => (known.topics.get(name)?.partitionsCount ?? partitions) < partitions,
  );
  if (undersized.length === 0) return;
  await admin.createPartitions({ topics: undersized.map(({ name, partitions }) => ({ name, count: partitions })) });
}

/** Every one of a user's logins that has no grant any more. */
async function removeOtherAcls(admin: Admin, users: readonly string[], grants: TopicsInput['grants']): Promise<void> {
  const kept = new Set(grants.map(({ user }) => principalOf(user)));
  const any = {
    resourceType: ResourceTypes.ANY,
    resourceName: null,
    resourcePatternType: ResourcePatternTypes.ANY,
    host: null,
    operation: AclOperations.ANY,
    permissionType: AclPermissionTypes.ANY,
  };
  const present = await admin.describeAcls({ filter: { ...any, principal: null } });
  const principals = new Set(present.flatMap(({ acls }) => acls.map(({ principal }) => principal)));
  const isOfShop = (principal: string) => users.includes(principal.replace(/^User:/, '').replace(/_g\d+$/, ''));
  const filters = [...principals]
    .filter((principal) => isOfShop(principal) && !kept.has(principal))
    .map((principal) => ({ ...any, principal }));
  if (filters.length > 0) await admin.deleteAcls({ filters });
}

const principalOf = (user: string): string => `User:${user}`;

const toAcl = ({ user, resource, name, prefixed, operation }: TopicsInput['grants'][number]): Acl => ({
  resourceType: resource === 'topic' ? ResourceTypes.TOPIC : ResourceTypes.GROUP,
  resourceName: name,
  resourcePatternType: prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
  principal: principalOf(user),
  host: '*',
  operation: operation === 'read' ? AclOperations.READ : AclOperations.WRITE,
  permissionType: AclPermissionTypes.ALLOW,
});
