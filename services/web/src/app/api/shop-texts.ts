/** Texts of the shop that its merchant writes. */
import type { ShopText } from '@mambogo/contracts/api/shop-texts.ts';
import { getShopText, listShopTexts, saveShopText } from '@mambogo/contracts/endpoints/shop-texts.ts';
import type { ShopTextName } from '@mambogo/contracts/enumerations.ts';
import { queryOptions } from '@tanstack/react-query';
import type { Language } from '../language/languages.ts';
import { api } from './client.ts';

/** Which texts there are. */
export const shopTextsQuery = queryOptions({
  queryKey: ['shop-texts'],
  queryFn: ({ signal }) => api.call(listShopTexts, { signal, isPublic: true }),
  staleTime: 300_000,
});

/** In the language, or in another one. */
export const shopTextQuery = (name: ShopTextName, language: Language) =>
  queryOptions({
    queryKey: ['shop-texts', name, language],
    queryFn: ({ signal }) => api.call(getShopText, { params: { name, language }, signal, isPublic: true }),
  });

/** Empty: removes it. */
export const saveText = (name: ShopTextName, language: Language, text: string): Promise<ShopText> =>
  api.call(saveShopText, { params: { name, language }, body: { text } });
