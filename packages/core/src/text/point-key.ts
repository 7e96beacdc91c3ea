/**
 * The key by which two spellings of one address meet: mail and links in lower case, of a phone its digits and plus signs
 * ("(+34) 600 11" and "+3460011" share `+3460011`). A phone without any digit keeps its words.
 */
export function pointKey(kind: string, value: string): string {
  if (kind !== 'phone') return value.trim().toLowerCase();
  return value.replace(/[^\d+]/g, '') || value.trim();
}
