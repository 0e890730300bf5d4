/**
 * The condition `Reachable`: whether a shop's public URL leads to its gateway. Asked beside reconciling, now and then, one
 * request at a time for each shop:
 *
 * - True: its gateway answered.
 * - False: somebody else did, each of several times: nothing is known there (404), what leads there finds no gateway (502 to
 *   504), or it is another shop.
 * - Unknown: nobody answered, which from inside a cluster may be so for a shop that everybody reaches; or it is not known yet.
 */
import { askPublicUrl, type PublicAnswer } from './ask-public-url.ts';
import { type BackgroundCheck, createBackgroundCheck, restPause } from './background-check.ts';
import type { Condition, Finding } from './conditions.ts';

export interface Reachability extends Pick<BackgroundCheck<PublicWay>, 'forget'> {
  /** As a BackgroundCheck does. */
  look(key: string, way: PublicWay, before: Condition | undefined): { finding: Finding; again: number };
}

export interface PublicWay {
  readonly publicUrl: string;
  /** Of the ingress, as its controller has written it down. */
  readonly address?: string;
  /** Services are ready, and something leads to them. */
  readonly open: boolean;
}

/** Milliseconds: until an answer that was just asked for may be there, and after one that counts against it. */
const pauses = { answering: 2_000, doubt: 5_000 } as const;
/** Answers of others in a row before they are believed: an ingress controller hears of a new Ingress a moment later. */
const believedAfter = 3;

export function createReachability({
  ask = askPublicUrl,
  now = Date.now,
}: {
  ask?: typeof askPublicUrl;
  now?: () => number;
} = {}): Reachability {
  const check = createBackgroundCheck({
    waiting: { type: 'Reachable', status: 'Unknown', reason: 'Waiting', message: 'the public URL was not asked yet' },
    /** Answers of others in a row. */
    initial: 0,
    answering: pauses.answering,
    async ask({ publicUrl, address }: PublicWay, before) {
      const answer = await answerAt(ask, publicUrl, address);
      const others = answer.from === 'other' && isConclusive(answer) ? before + 1 : 0;
      const doubtful = others > 0 && others < believedAfter;
      return {
        finding: doubtful ? undefined : findingOf(publicUrl, address, answer),
        state: others,
        pause: others > 0 ? pauses.doubt * Math.min(others, 6) : restPause,
      };
    },
    now,
  });
  return {
    forget: check.forget,
    look: (key, way, before) => check.look(key, way.open ? way : undefined, before, `${way.publicUrl} ${way.address}`),
  };
}

/** At the address of the ingress first: the public one can often not be reached from inside. */
async function answerAt(ask: typeof askPublicUrl, publicUrl: string, address?: string): Promise<PublicAnswer> {
  try {
    const first = address ? await ask(publicUrl, address) : undefined;
    if (first && first.from !== 'nobody') return first;
    return isHere(publicUrl) ? { from: 'nobody', why: 'it is of each machine itself' } : await ask(publicUrl);
  } catch (error) {
    return { from: 'nobody', why: error instanceof Error ? error.name : 'Error' };
  }
}

/** In the operator's pod that is the operator itself. */
const isHere = (publicUrl: string): boolean => /^(.+\.)?localhost$|^127\.|^\[::1\]$/.test(new URL(publicUrl).hostname);

/** @param asked something is to lead to the shop, and the operator is told not to ask it */
export const notChecked = (asked: boolean): Finding => ({
  type: 'Reachable',
  status: 'Unknown',
  reason: 'NotChecked',
  message: asked
    ? 'this operator is told not to ask public URLs (CHECK_PUBLIC_URL)'
    : 'no ingress is asked for: what leads to the Service is not known',
});

/** Others than these may be of something that stands before a shop on purpose: a log-in, a page that leads on. */
const isConclusive = ({ status, location }: { status: number; location?: string }): boolean =>
  [404, 502, 503, 504].includes(status) || (status === 308 && location !== undefined);

/** Pure. */
export function findingOf(publicUrl: string, address: string | undefined, answer: PublicAnswer): Finding {
  const type = 'Reachable';
  const way = address ? `${publicUrl} at ${address}` : publicUrl;
  if (answer.from === 'gateway')
    return { type, status: 'True', reason: 'GatewayAnswers', message: `${publicUrl} leads to the gateway` };
  if (answer.from === 'nobody') {
    const why = address
      ? `${way} could not be asked from here (${answer.why}): that may be the cluster's network, and otherwise see the ingress controller`
      : `no address was written into the status of the Ingress or route, and ${publicUrl} could not be asked from here (${answer.why})`;
    return { type, status: 'Unknown', reason: address ? 'NoAnswer' : 'NoAddress', message: why };
  }
  const { status, location } = answer;
  if (!isConclusive(answer)) {
    const message = `${way} is answered with ${status} by what stands before the shop`;
    return { type, status: 'Unknown', reason: 'AnsweredByAnother', message };
  }
  const causes =
    status === 404
      ? 'an ingress controller that does not know the host: does it look after this Ingress (its class, its namespace)?'
      : status === 308
        ? `a shop whose address is ${location}: who else has this host?`
        : 'what leads there finds no gateway: see the ingress controller, and whether network policies let it in';
  const reason = status === 404 || status === 308 ? 'AnsweredByAnother' : 'GatewayNotFound';
  return { type, status: 'False', reason, message: `${way} is answered with ${status} by ${causes}` };
}
