/**
 * Corrects typos: a word that is no prefix in the catalogue is replaced by words of names, brands and tags that are one edit
 * away, or two for a long word. Those words are cached for a while: reading them costs one index scan, and only a search
 * without results needs them.
 */
import { distance } from 'fastest-levenshtein';
import type { EntityManager } from 'typeorm';
import { minCorrectedWeight, type SearchTerm } from '../domain/search-words.ts';

type Db = Pick<EntityManager, 'query'>;

export interface Corrections {
  /** The terms, with corrections for those without results; undefined if there is nothing to correct. */
  correct(db: Db, terms: readonly SearchTerm[]): Promise<SearchTerm[] | undefined>;
}

/** From this length on a word is long enough to tell a typo from another word. */
const minCorrectedLength = 4;
const twoEditsFromLength = 8;
const maxCandidates = 5;

export function createCorrections(keepMs = 60_000): Corrections {
  let known: readonly string[] = [];
  let readAt = Number.NEGATIVE_INFINITY;

  async function words(db: Db): Promise<readonly string[]> {
    if (performance.now() - readAt < keepMs) return known;
    readAt = performance.now();
    const rows = await db.query<{ word: string }[]>('select distinct word from product_word where weight >= ?', [
      minCorrectedWeight,
    ]);
    known = rows.map(({ word }) => word);
    return known;
  }

  return {
    async correct(db, terms) {
      const unknown = await findUnknown(
        db,
        terms.filter(({ word, prefix }) => prefix && word.length >= minCorrectedLength),
      );
      if (unknown.size === 0) return undefined;
      const all = await words(db);
      return terms.map((term) => (unknown.has(term.word) ? { ...term, same: [...nearest(term.word, all)] } : term));
    },
  };
}

/** Terms that are no prefix of any word, and without a synonym in the catalogue. */
async function findUnknown(db: Db, terms: readonly SearchTerm[]): Promise<ReadonlySet<string>> {
  if (terms.length === 0) return new Set();
  const one = ({ same }: SearchTerm) =>
    `select ? as word where not exists (select 1 from product_word where word like ?)${same.length > 0 ? ` and not exists (select 1 from product_word where word in (${same.map(() => '?')}))` : ''}`;
  const rows = await db.query<{ word: string }[]>(
    terms.map(one).join(' union all '),
    terms.flatMap(({ word, same }) => [word, `${word}%`, ...same]),
  );
  return new Set(rows.map(({ word }) => word));
}

/** The nearest known words, all at the same distance. Pure. */
export function nearest(typed: string, known: readonly string[]): readonly string[] {
  const maxEdits = typed.length >= twoEditsFromLength ? 2 : 1;
  const near = known
    .filter((word) => word.length >= minCorrectedLength - 1 && Math.abs(word.length - typed.length) <= maxEdits)
    .map((word) => ({ word, edits: editDistance(typed, word) }))
    .filter((one) => one.edits <= maxEdits)
    .sort((a, b) => a.edits - b.edits);
  return near
    .filter((one) => one.edits === near[0]?.edits)
    .slice(0, maxCandidates)
    .map(({ word }) => word);
}

/** Swapping two adjacent letters counts as one edit. */
function editDistance(typed: string, word: string): number {
  const far = distance(typed, word);
  if (far !== 2 || typed.length !== word.length) return far;
  const at = [...typed].findIndex((letter, index) => letter !== word[index]);
  return typed[at] === word[at + 1] && typed[at + 1] === word[at] && typed.slice(at + 2) === word.slice(at + 2) ? 1 : 2;
}
