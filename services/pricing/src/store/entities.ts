/** Rows of the pricing database. */
import { EntitySchema } from 'typeorm';

export interface PriceRulesRow {
  /** `taxes`, `shipping` or `promotions`. */
  readonly kind: string;
  readonly version: number;
  readonly rules: unknown;
  readonly updatedAt: Date;
}

export const PriceRulesEntity = new EntitySchema<PriceRulesRow>({
  name: 'price_rules',
  columns: {
    kind: { type: 'text', primary: true },
    version: { type: 'int' },
    rules: { type: 'jsonb' },
    updatedAt: { name: 'updated_at', type: 'timestamptz' },
  },
});
