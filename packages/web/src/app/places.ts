import type { IconName } from '../ui/icon.tsx';

/** The rooms that the rail, the `g` keys and the palette lead to, in this order. Only what exists stands here. */
export const places = [
  { to: '/', label: 'Today', icon: 'today', keys: 'g t' },
  { to: '/deals', label: 'Deals', icon: 'deals', keys: 'g d' },
  { to: '/people', label: 'People', icon: 'people', keys: 'g p' },
  { to: '/accounts', label: 'Accounts', icon: 'accounts', keys: 'g a' },
  { to: '/leads', label: 'Leads', icon: 'leads', keys: 'g l' },
  { to: '/imports', label: 'Imports', icon: 'imports', keys: 'g i' },
  { to: '/settings', label: 'Settings', icon: 'settings', keys: 'g s' },
] as const satisfies readonly { to: string; label: string; icon: IconName; keys: string }[];
