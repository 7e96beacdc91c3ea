import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../app/root-route.tsx';

const tabs = ['profile', 'account', 'capture', 'team', 'keys', 'sessions', 'workspace'] as const;
export type SettingsTab = (typeof tabs)[number];

export const settingsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/settings',
  validateSearch: (search: Record<string, unknown>): { tab?: SettingsTab } => {
    const tab = tabs.find((known) => known === search['tab']);
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(() => import('./settings-room.tsx'), 'SettingsRoom'),
});
