import type { IconName } from '../ui/icon.tsx';

/** The rooms that the rail, the `g` keys and the palette lead to, in this order. Only what exists stands here. */
export const places = [
  { to: '/', label: 'Today', icon: 'today', keys: 'g t' },
  { to: '/settings', label: 'Settings', icon: 'settings', keys: 'g s' },
] as const satisfies readonly { to: string; label: string; icon: IconName; keys: string }[];
