/** The refunded quantity of each line, and whether to restock it. */
import { TextField } from '../../../design/field.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { type GoodsDraft, type GoodsLine, parseGoodsQuantity } from './refund-goods.ts';

interface RefundGoodsFieldsProps {
  readonly lines: readonly GoodsLine[];
  readonly draft: GoodsDraft;
  /** Default of the restock checkbox. */
  readonly restock: boolean;
  readonly onChange: (draft: GoodsDraft) => void;
}

export function RefundGoodsFields({ lines, draft, restock, onChange }: RefundGoodsFieldsProps) {
  const { orders } = useMerchantMessages();
  const texts = orders.refund;
  const { number } = useLanguage();
  return (
    <>
      {lines.map((line) => {
        const { productId, name, left } = line;
        const typed = draft[productId] ?? { pieces: '', restock };
        const change = (to: Partial<typeof typed>) => onChange({ ...draft, [productId]: { ...typed, ...to } });
        return (
          <div key={productId}>
            <TextField
              label={texts.piecesOf(name)}
              inputMode="numeric"
              autoComplete="off"
              hint={texts.piecesHint(number(left))}
              value={typed.pieces}
              onChange={({ target }) => change({ pieces: target.value })}
              error={parseGoodsQuantity(typed.pieces, line) === undefined ? texts.piecesFault(number(left)) : undefined}
            />
            <label className="check">
              <input
                type="checkbox"
                checked={typed.restock}
                onChange={({ target }) => change({ restock: target.checked })}
              />
              {texts.restock}
            </label>
          </div>
        );
      })}
    </>
  );
}
