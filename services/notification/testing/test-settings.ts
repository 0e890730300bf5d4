/** Settings with short times. */
import { Settings } from '../src/settings.ts';

export const testSettings = (smtpUrl: string | undefined, databaseUrl = 'postgres://nobody@127.0.0.1/none'): Settings =>
  Settings.parse({
    APP_ID: 'test-notification',
    PORT: '1',
    DAPR_HTTP_PORT: '1',
    CREDENTIALS_DIR: '/nowhere',
    PUBLIC_URL: 'https://flowers.example',
    ISSUER: 'https://flowers.example/auth',
    DATABASE_URL: databaseUrl,
    MAIL_TIMEOUT_SECONDS: '5',
    MAIL_LEASE_SECONDS: '60',
    MAIL_RETRY_SECONDS: '0.2',
    MAIL_RETRY_MAX_SECONDS: '0.5',
    ...(smtpUrl ? { SMTP_URL: smtpUrl, MAIL_FROM: 'Flowers <shop@flowers.example>' } : {}),
  });
