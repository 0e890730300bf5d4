/** The error message of a failed stock change. */
import type { StockItem } from '@mambogo/contracts/api/inventory.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { isApiError } from '../../../api/api-error.ts';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useProblemTexts } from '../parts/use-problem-texts.ts';

export function useStockProblem() {
  const { stock } = useMerchantMessages();
  const { number } = useLanguage();
  const problemTexts = useProblemTexts();
  /** @param item the current stock */
  return (error: unknown, item?: StockItem): string => {
    if (item && isApiError(error, 'conflict'))
      return stock.adjust.belowReserved(number(item.reserved), number(item.onHand - item.reserved));
    if (isApiError(error, 'unprocessable')) return stock.tooMany(number(limits.stock.max));
    return problemTexts(error);
  };
}
