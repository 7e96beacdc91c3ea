import type { Actor } from '@windshield/store';

/** For work that no person started. */
export const system = (workspaceId: string): Actor => ({ workspaceId, role: 'admin', source: 'system' });
