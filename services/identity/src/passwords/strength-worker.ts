/** The worker of strength.ts: holds the lists, checks one password per message. */
import { parentPort } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as german from '@zxcvbn-ts/language-de';
import * as english from '@zxcvbn-ts/language-en';
import { z } from 'zod';
import type { Weakness } from './strength.ts';

/**
 * Number of characters that are checked: time grows with the square of the length, and for longer passwords the beginning is
 * enough.
 */
const maxLength = 32;
/** 10^8 guesses: out of reach of online guessing, and expensive with a stolen hash. */
const sufficientScore = 3;

const zxcvbn = new ZxcvbnFactory({
  dictionary: {
    ...common.dictionary,
    ...english.dictionary,
    ...Object.fromEntries(Object.entries(german.dictionary).map(([name, words]) => [`${name}-de`, words])),
  },
  graphs: common.adjacencyGraphs,
  maxLength,
});

const WorkerRequest = z.object({ password: z.string(), known: z.array(z.string()) });

parentPort?.on('message', (message: unknown) => {
  const { password, known } = WorkerRequest.parse(message);
  const { score, feedback } = zxcvbn.check(password.slice(0, maxLength), known);
  parentPort?.postMessage({
    weakness: score >= sufficientScore ? undefined : (kinds[feedback.warning ?? ''] ?? 'simple'),
  });
});

/** By zxcvbn's warnings. */
const kinds: Readonly<Record<string, Weakness>> = {
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  pwned: 'common',
  userInputs: 'personal',
  wordByItself: 'words',
  namesByThemselves: 'words',
  commonNames: 'words',
  straightRow: 'pattern',
  keyPattern: 'pattern',
  simpleRepeat: 'pattern',
  extendedRepeat: 'pattern',
  sequences: 'pattern',
  recentYears: 'date',
  associatedYears: 'date',
  dates: 'date',
};
