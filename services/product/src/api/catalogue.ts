/** All that the product service answers to the public. */

import { changeCategoryApi, createCategoryApi, mergeCategoryApi, removeCategoryApi } from './change-category.ts';
import { changeProductApi } from './change-product.ts';
import { createProductApi } from './create-product.ts';
import { getCategoryApi } from './get-category.ts';
import { getProductApi } from './get-product.ts';
import { listCategoriesApi } from './list-categories.ts';
import { listProductsApi } from './list-products.ts';
import { reactivateProductApi, retireProductApi } from './retire-product.ts';

export const catalogueApi = [
  listProductsApi,
  getProductApi,
  listCategoriesApi,
  getCategoryApi,
  createCategoryApi,
  changeCategoryApi,
  mergeCategoryApi,
  removeCategoryApi,
  createProductApi,
  changeProductApi,
  retireProductApi,
  reactivateProductApi,
];
