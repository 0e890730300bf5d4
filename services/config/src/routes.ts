/** What the config service serves: routes of administrators, the feed for services, and settings for Spring clients. */
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { administration } from './api/administration.ts';
import { settingsFeed } from './api/settings-feed.ts';
import { mountSpringSettings } from './api/spring-settings.ts';
import { staffActions } from './api/staff-actions.ts';
import type { Context } from './context.ts';

export function mount(app: Express, context: Context): void {
  mountRoutes(app, [...administration(context), settingsFeed(context), staffActions(context)], context.verify);
  // Last: its paths without a prefix match any two segments.
  mountSpringSettings(app, context);
}
