/**
 * SQL for the products that have every word of a search, best first: `found` has their ids with a score. An exact match counts
 * four times its weight (search-words.ts), a synonym three times, a prefix match twice.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import { maxSearchWords, type SearchTerm, termsOfSearch, wordsOf } from '../domain/search-words.ts';

export interface SearchSql {
  /** A table of `product_id` and `score`. */
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** @throws 400 if the search has too many words: ignoring some would return wrong results */
export function readSearch(search: string): SearchTerm[] {
  const words = wordsOf(search).length;
  if (words > maxSearchWords) {
    const detail = `has ${words} words; ${maxSearchWords} is the maximum`;
    throw new Problem('validation', `?search: ${detail}`, { errors: [{ pointer: '?search', detail }] });
  }
  return termsOfSearch(search);
}

export function searchSql(terms: readonly SearchTerm[]): SearchSql {
  const each = terms.map(termSql);
  return {
    sql: `(select t.product_id, sum(t.score) as score from (${each.map(({ sql }) => sql).join(' union all ')}) t
      group by t.product_id having count(*) = ${terms.length})`,
    values: each.flatMap(({ values }) => values),
  };
}

/** One row per product that has the word. */
function termSql({ word, same, prefix }: SearchTerm): SearchSql {
  const marks = same.map(() => '?').join(',');
  const ofSame = same.length > 0 ? ` when word in (${marks}) then 3` : '';
  const where = [prefix ? 'word like ?' : 'word = ?', ...(same.length > 0 ? [`word in (${marks})`] : [])].join(' or ');
  return {
    sql: `select product_id, max(weight * case when word = ?${same.length > 0 ? ` then 4${ofSame}` : ' then 4'} else 2 end) as score
      from product_word where ${where} group by product_id`,
    values: [word, ...same, prefix ? `${word}%` : word, ...same],
  };
}
