/** The product database: its entities and migrations. */
import { mysqlMessaging } from '@mambogo/messaging/migrations/mysql-messaging.ts';
import {
  MysqlStaffActionLists0000000000015,
  MysqlStaffActions0000000000014,
} from '@mambogo/messaging/migrations/staff-actions.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/database/open-database.ts';
import { migrationsOf, type ReleaseMigrations } from '@mambogo/service/database/releases.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { CategoryEntity, ProductEntity } from './entities.ts';
import { Category1000000000001 } from './migrations/0001-category.ts';
import { Product1000000000002 } from './migrations/0002-product.ts';
import { ProductWord1000000000003 } from './migrations/0003-product-word.ts';
import { StockLevel1000000000004 } from './migrations/0004-stock-level.ts';
import { LargePrices1000000000005 } from './migrations/0005-large-prices.ts';
import { WordWeights1000000000006 } from './migrations/0006-word-weights.ts';
import { FormerSlug1000000000007 } from './migrations/0007-former-slug.ts';
import { SkuInUse1000000000008 } from './migrations/0008-sku-in-use.ts';
import { CatalogueChange1000000000009 } from './migrations/0009-catalogue-change.ts';
import { ExpectedDeliveries1000000000010 } from './migrations/0010-expected-deliveries.ts';
import { ProductSlug1000000000011 } from './migrations/0011-product-slug.ts';
import { ShopText1000000000012 } from './migrations/0012-shop-text.ts';
import { Variants1000000000013 } from './migrations/0013-variants.ts';

/** Its migrations, by release. */
const releases = [
  {
    release: '1.0.0',
    expand: [
      ...mysqlMessaging,
      MysqlStaffActions0000000000014,
      MysqlStaffActionLists0000000000015,
      Category1000000000001,
      Product1000000000002,
      ProductWord1000000000003,
      StockLevel1000000000004,
      LargePrices1000000000005,
      WordWeights1000000000006,
      FormerSlug1000000000007,
      SkuInUse1000000000008,
      CatalogueChange1000000000009,
    ],
  },
  {
    release: '1.1.0',
    expand: [ExpectedDeliveries1000000000010, ProductSlug1000000000011, ShopText1000000000012, Variants1000000000013],
  },
] satisfies ReleaseMigrations[];

export const schema = { entities: [CategoryEntity, ProductEntity], migrations: migrationsOf(releases), releases };

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
