/** The state of a form of rules: the draft, its errors, saving, and what to do when somebody else has changed the rules. */
import type { PriceRules } from '@mambogo/contracts/api/price-rules.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { useToast } from '../../../design/toasts.tsx';
import { type RuleKind, rulesQuery, saveRules } from '../api/pricing.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import type { Parsed } from './rule-drafts.ts';

export interface RulesForm<D> {
  /** undefined until the rules are read. */
  readonly draft: D | undefined;
  readonly change: (draft: D) => void;
  /** Of a field that was typed wrongly, once saving was tried. */
  readonly errorOf: (field: string) => string | undefined;
  readonly save: () => void;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly loadError: unknown;
  readonly isStale: boolean;
  /** Drops the draft and reads the rules again. */
  readonly reload: () => void;
}

export function useRulesForm<K extends RuleKind, D>(
  kind: K,
  toDraft: (rules: PriceRules[K]) => D,
  parse: (draft: D) => Parsed<PriceRules[K]>,
): RulesForm<D> {
  const { pricing: texts } = useMerchantMessages();
  const queries = useQueryClient();
  const showToast = useToast();
  const query = rulesQuery(kind);
  const { data, error: loadError, refetch } = useQuery({ ...query, staleTime: Number.POSITIVE_INFINITY });
  const [draft, setDraft] = useState<D>();
  const [isTried, setTried] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft begins with the rules that were read, not with each render
  useEffect(() => {
    if (data && draft === undefined) setDraft(toDraft(data.rules));
  }, [data, draft]);
  const parsed = draft === undefined ? undefined : parse(draft);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (rules: PriceRules[K]) => saveRules(kind, rules, data?.version ?? 0),
    onSuccess: (stored) => {
      queries.setQueryData(query.queryKey, stored);
      setDraft(toDraft(stored.rules));
      setTried(false);
      showToast(texts.saved);
    },
  });
  return {
    draft,
    change: setDraft,
    errorOf: (field) => {
      const found = isTried ? parsed?.errors[field] : undefined;
      return found && (found === 'amount' ? texts.badAmount : texts.badNumber);
    },
    save: () => {
      setTried(true);
      if (parsed && Object.keys(parsed.errors).length === 0 && !isPending) mutate(parsed.rules);
    },
    ...{ isSaving: isPending, error, loadError },
    isStale: isApiError(error, 'precondition-failed'),
    reload: () => {
      reset();
      void refetch().then(() => setDraft(undefined));
    },
  };
}
