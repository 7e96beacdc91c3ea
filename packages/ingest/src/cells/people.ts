import type { Ref } from '@windshield/core';

const mail = /^[^\s@<>,;"()]+@[^\s@<>,;"()]+\.[^\s@<>,;"().]+$|^[^\s@<>,;"()]+@localhost$/;
const named = /^\s*"?([^"<(]*?)"?\s*[<(]\s*(?:mailto:)?([^\s@<>()]+@[^\s@<>()]+)\s*[>)]\s*$/;

export function isMail(text: string): boolean {
  return mail.test(text);
}

/** A person or company as a cell names it: a mail, `Name (mail)`, `Name <mail>`, or a name. Undefined for an empty cell. */
export function parseNamed(text: string): Ref | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (!trimmed.includes('@')) return { name: trimmed };
  if (mail.test(trimmed)) return { email: trimmed.toLowerCase() };
  const parts = named.exec(trimmed);
  if (!parts?.[2]) return { name: trimmed };
  return { ...(parts[1] && { name: parts[1].trim() }), email: parts[2].toLowerCase() };
}

/** The parts of a name that is written as one: "Okafor, Aiko" turns round; the last word is the family name. */
export function splitName(name: string): { name: string; firstName?: string; lastName?: string } {
  const turned = /^([^,]+),\s*([^,]+)$/.exec(name);
  const whole = turned ? `${turned[2]?.trim()} ${turned[1]?.trim()}` : name;
  if (turned) return { name: whole, firstName: turned[2]?.trim() ?? '', lastName: turned[1]?.trim() ?? '' };
  const words = whole.split(/\s+/);
  if (words.length !== 2) return { name: whole };
  return { name: whole, firstName: words[0] ?? '', lastName: words[1] ?? '' };
}
