/**
 * Deletes the topics of a shop with their consumer groups; the set-up Job creates them again. Anchors stay: they tell what the
 * audit log was before the restore.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { anchorTopicOf } from '@mambogo/contracts/events/event.ts';
import { Admin } from '@platformatic/kafka';
import type { TopicsInput } from '../../resources/setup-job-input.ts';
import { adminOptions } from '../create-topics.ts';

/** Milliseconds: the brokers delete topics in the background. */
const deletion = { poll: 200, timeout: 60_000 };

export async function emptyTopics(input: TopicsInput): Promise<void> {
  const admin = new Admin(adminOptions(input));
  try {
    const groups = [...(await admin.listGroups()).keys()];
    if (groups.length > 0) await admin.deleteGroups({ groups });
    const isAnchors = (name: string) => name === anchorTopicOf(name.split('.')[0] ?? '');
    const wanted = new Set(input.topics.map(({ name }) => name).filter((name) => !isAnchors(name)));
    const present = async () => (await admin.listTopics()).filter((name) => wanted.has(name));
    const topics = await present();
    if (topics.length === 0) return;
    await admin.deleteTopics({ topics });
    const until = Date.now() + deletion.timeout;
    while ((await present()).length > 0) {
      if (Date.now() > until) throw new Error('Kafka has not deleted the topics within a minute');
      await pause(deletion.poll);
    }
  } finally {
    await admin.close();
  }
}
