import type { IconName } from '../ui/icon.tsx';

/**
 * The rooms that the rail, the `g` keys and the palette lead to, in this order. Only what exists stands here.
 * On a phone the bar has room for those `atHand`; the others wait behind “More”.
 */
export const places = [
  { to: '/', label: 'Today', icon: 'today', atHand: true, keys: 'g t' },
  { to: '/deals', label: 'Deals', icon: 'deals', atHand: true, keys: 'g d' },
  { to: '/people', label: 'People', icon: 'people', atHand: true, keys: 'g p' },
  { to: '/accounts', label: 'Accounts', icon: 'accounts', atHand: false, keys: 'g a' },
  { to: '/leads', label: 'Leads', icon: 'leads', atHand: true, keys: 'g l' },
  { to: '/imports', label: 'Imports', icon: 'imports', atHand: false, keys: 'g i' },
  { to: '/clean-up', label: 'Clean up', icon: 'cleanUp', atHand: false, keys: 'g c' },
  { to: '/settings', label: 'Settings', icon: 'settings', atHand: false, keys: 'g s' },
] as const satisfies readonly { to: string; label: string; icon: IconName; atHand: boolean; keys: string }[];
