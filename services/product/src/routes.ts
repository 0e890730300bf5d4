/** Public routes of the product service. */

import { changeCategoryApi, createCategoryApi, mergeCategoryApi, removeCategoryApi } from './api/change-category.ts';
import { changeProductApi } from './api/change-product.ts';
import { createProductApi } from './api/create-product.ts';
import { getCategoryApi } from './api/get-category.ts';
import { getProductApi } from './api/get-product.ts';
import { listCategoriesApi } from './api/list-categories.ts';
import { listProductsApi } from './api/list-products.ts';
import { reactivateProductApi, retireProductApi } from './api/retire-product.ts';

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
