// Vendure as its own template (@vendure/create) configures it for production, without what the bench does not use: dashboard, GraphiQL,
// e-mail, and pictures. Run in the folder where npm installed it:
//
//   node vendure.cjs populate CATALOGUE.json   creates the tables, and the catalogue of this file; exits
//   node vendure.cjs server                    the Shop API at /shop-api
//   node vendure.cjs worker                    the job queue
'use strict';
const { readFileSync } = require('node:fs');
const vendure = require('@vendure/core');
const { populate } = require('@vendure/core/cli');

const { VENDURE_PORT, DATABASE_PORT, DATABASE_PASSWORD } = process.env;
const [role, catalogueFile] = process.argv.slice(2);

const config = {
  apiOptions: {
    hostname: '127.0.0.1',
    port: Number(VENDURE_PORT),
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    cors: false,
  },
  authOptions: {
    tokenMethod: ['bearer', 'cookie'],
    requireVerification: false,
    superadminCredentials: { identifier: 'bench', password: DATABASE_PASSWORD },
    cookieOptions: { secret: 'bench' },
  },
  dbConnectionOptions: {
    type: 'postgres',
    host: '127.0.0.1',
    port: Number(DATABASE_PORT),
    username: 'vendure',
    password: DATABASE_PASSWORD,
    database: 'vendure',
    synchronize: role === 'populate',
    logging: false,
    migrations: [],
  },
  paymentOptions: { paymentMethodHandlers: [vendure.dummyPaymentHandler] },
  logger: new vendure.DefaultLogger({ level: vendure.LogLevel.Warn, timestamp: true }),
  customFields: {},
  plugins: [
    vendure.DefaultSchedulerPlugin.init(),
    vendure.DefaultJobQueuePlugin.init({ useDatabaseForBuffer: true }),
    vendure.DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true }),
  ],
};

const roles = {
  async populate() {
    const { initialData, products } = JSON.parse(readFileSync(catalogueFile, 'utf8'));
    const app = await populate(() => vendure.bootstrap(config), initialData, products);
    await app.close();
    process.exit(0);
  },
  server: () => vendure.bootstrap(config),
  worker: async () => (await vendure.bootstrapWorker(config)).startJobQueue(),
};

roles[role]().catch((error) => {
  console.error(error);
  process.exit(1);
});
