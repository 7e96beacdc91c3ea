export type PointKind = 'email' | 'phone' | 'url' | 'handle';

/** What kind of address somebody typed: a mail address, a phone number, a page, else a name in some network. */
export function pointKind(typed: string): PointKind {
  const value = typed.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return 'email';
  if (/^\+?[\d\s().\-/]{5,}$/.test(value)) return 'phone';
  if (/^(https?:\/\/|www\.)/i.test(value) || /^[\w-]+(\.[\w-]+)+\//.test(value)) return 'url';
  return 'handle';
}

/** Where a click on it leads; undefined for a handle, whose network is not known. */
export function pointHref(kind: PointKind, value: string): string | undefined {
  if (kind === 'email') return `mailto:${value}`;
  if (kind === 'phone') return `tel:${value.replace(/[^\d+]/g, '')}`;
  if (kind !== 'url') return undefined;
  const address = /^https?:\/\//i.test(value) ? value : `https://${value}`;
  return URL.canParse(address) ? address : undefined;
}
