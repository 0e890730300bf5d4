/**
 * Words that an engineer from elsewhere would not search for, and the field's word for each. They are found in names (also within
 * camelCase) and in comments, texts and test titles. Pure: a source in, faults out.
 */
import type { Source } from './sources.ts';

/** Word -> what to write. */
const fieldWords = new Map(
  Object.entries({
    patience: 'timeout, timeoutMs',
    patient: 'persistent, with a longer timeout',
    patiently: 'with retries',
    told: 'notified, reported, known; emitted (of events)',
    anew: 'again',
    wish: 'action, command, request',
    wishes: 'actions, commands, requests',
    nap: 'sleep',
    obstacle: 'blocker, terminal error',
    obey: 'handle',
    obeys: 'handles',
    rouse: 'wake',
  }),
);

const anyWord = /[A-Za-z][a-z]*/g;

export const unusualWords = ({ path, text }: Source): string[] =>
  path.startsWith('local/check/vocabulary')
    ? []
    : text.split('\n').flatMap((line, index) =>
        [...line.matchAll(anyWord)].flatMap(([word]) => {
          const usual = fieldWords.get(word.toLowerCase());
          return usual ? [`line ${index + 1}: "${word}" is not the field's word; write: ${usual}`] : [];
        }),
      );
