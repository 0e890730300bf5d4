/** Texts of the shop: listed, read in the nearest language, and written by merchants. */
import { getShopText, listShopTexts, type ShopText, saveShopText } from '@mambogo/contracts/api/shop-texts.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';

type Row = Omit<ShopText, 'updatedAt'> & { readonly updatedAt: Date };

export const listShopTextsApi = ({ database: { manager } }: Context) =>
  handleRoute(listShopTexts, async () => {
    const rows = await manager.query<Omit<Row, 'text'>[]>(
      'select name, language, updated_at as updatedAt from shop_text order by name, language',
    );
    return { status: 200, body: rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })) };
  });

export const getShopTextApi = ({ database: { manager } }: Context) =>
  handleRoute(getShopText, async ({ params: { name, language } }) => {
    const [row] = await manager.query<Row[]>(
      `select name, language, text, updated_at as updatedAt from shop_text where name = ?
       order by language = ? desc, language limit 1`,
      [name, language],
    );
    if (!row) throw new Problem('not-found', `the shop has no text ${name}`);
    return { status: 200, body: { ...row, updatedAt: row.updatedAt.toISOString() } };
  });

export const saveShopTextApi = ({ database: { manager } }: Context) =>
  handleRoute(saveShopText, async ({ params: { name, language }, body: { text }, caller }) => {
    if (text === '') await manager.query('delete from shop_text where name = ? and language = ?', [name, language]);
    else
      await manager.query(
        `insert into shop_text (name, language, text, updated_at, updated_by) values (?, ?, ?, utc_timestamp(6), ?)
         on duplicate key update text = values(text), updated_at = values(updated_at), updated_by = values(updated_by)`,
        [name, language, text, `merchant:${caller.subject}`],
      );
    return { status: 200, body: { name, language, text, updatedAt: new Date().toISOString() } };
  });
