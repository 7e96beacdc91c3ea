/** Whether mail could be sent to it: one @, a local part, a domain with a dot and letters at its end. Linear; says nothing of whether anybody reads it. */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1 || at > 64 || text.length > 254) return false;
  const local = text.slice(0, at);
  if (/[\s@<>(),;:"\\[\]]/.test(local) && !/^"[^"\\]+"$/.test(local)) return false;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return false;
  return isDomain(text.slice(at + 1));
}

/** Whether it could be the domain of a company: labels of letters, digits and inner hyphens, at least two, the last not a number. */
export function isDomain(text: string): boolean {
  if (text.length > 253) return false;
  const labels = text.split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.length >= 2 && labels.every((label) => /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label)) && !/^\d+$/.test(last)
  );
}

/** Whether a phone could ring: 5 to 15 digits (E.164), not all the same. */
export function isPhone(text: string): boolean {
  // An extension is not part of the number.
  const digits = (text.split(/(?:ext|x|#|;)/i)[0] ?? '').replace(/\D/g, '');
  return digits.length >= 5 && digits.length <= 17 && !/^(\d)\1+$/.test(digits);
}
