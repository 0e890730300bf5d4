/** All that the product service answers to the public. */
import { changeProductApi } from './change-product.ts';
import { createCategoryApi } from './create-category.ts';
import { createProductApi } from './create-product.ts';
import { getProductApi } from './get-product.ts';
import { listCategoriesApi } from './list-categories.ts';
import { listProductsApi } from './list-products.ts';
import { retireProductApi } from './retire-product.ts';

export const catalogueApi = [
  listProductsApi,
  getProductApi,
  listCategoriesApi,
  createCategoryApi,
  createProductApi,
  changeProductApi,
  retireProductApi,
];
