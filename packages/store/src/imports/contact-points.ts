import { pointKey } from '@windshield/core';

/** The addresses of a contact, as matching compares them. */
export function pointKeys(
  record: Readonly<Record<string, unknown>>,
): { kind: string; value: string; key: string; label: string | undefined }[] {
  const points = (record['points'] ?? []) as readonly { kind: string; value: string; label?: string }[];
  return points.map(({ kind, value, label }) => ({ kind, value, label, key: pointKey(kind, value) }));
}
