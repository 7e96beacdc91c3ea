/** The addresses of a contact, as matching compares them. */
export function pointKeys(
  record: Readonly<Record<string, unknown>>,
): { kind: string; value: string; key: string; label: string | undefined }[] {
  const points = (record['points'] ?? []) as readonly { kind: string; value: string; label?: string }[];
  return points.map(({ kind, value, label }) => ({ kind, value, label, key: pointKey(kind, value) }));
}

/** What matching compares: mail in lower case, a phone's digits. */
export function pointKey(kind: string, value: string): string {
  if (kind !== 'phone') return value.trim().toLowerCase();
  return value.replace(/[^\d+]/g, '') || value.trim();
}
