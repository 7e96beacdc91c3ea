import type { Me } from '@windshield/contract';

export type Role = Me['role'];

/** Each role and what it comes here for. */
export const roleChoices: { value: Role; label: string; note: string }[] = [
  { value: 'rep', label: 'Salesperson', note: 'own deals and people' },
  { value: 'manager', label: 'Manager', note: 'the team’s deals' },
  { value: 'marketer', label: 'Marketer', note: 'leads and what became of them' },
  { value: 'executive', label: 'Executive', note: 'reads everything' },
  { value: 'admin', label: 'Admin', note: 'everything, and who may do what' },
];

export function roleName(role: Role): string {
  return roleChoices.find((choice) => choice.value === role)?.label ?? role;
}
