import { findIana } from 'windows-iana';
import { hourMs, minuteMs } from '../local-time.ts';
import { ianaZone } from './iana-zone.ts';
import { fixedZone, type Zone } from './zone.ts';

/** A zone of the name alone: an IANA name, also behind a program's prefix, or a name of Windows. */
export function zoneOfName(written: string): Zone | undefined {
  const name = tidied(written);
  return ianaZone(name) ?? behindPrefix(name) ?? windowsZone(name);
}

/**
 * A zone that the name at least hints at: Outlook's list of cities, an offset in words ("(UTC+07:00) Bangkok, Hanoi"), "Pacific Time". To
 * be asked only when the file itself says nothing better.
 */
export function zoneOfHint(written: string): Zone | undefined {
  const name = tidied(written);
  const offset = offsetIn(name);
  const places = name.replace(/^\([^)]*\)\s*/, '');
  return regionZone(places) ?? cityZone(places, offset) ?? (offset === undefined ? undefined : fixedZone(offset));
}

function tidied(written: string): string {
  return written
    .replace(/\\([,;])/g, '$1')
    .replace(/^["']+|["']+$/g, '')
    .trim()
    .slice(0, 200);
}

/** `/softwarestudio.org/Olson_20011030_5/America/New_York`, `/freeassociation.sourceforge.net/Europe/Berlin`, `TZID=Europe/Paris`. */
function behindPrefix(name: string): Zone | undefined {
  const parts = name
    .replace(/^TZID=/i, '')
    .split('/')
    .filter(Boolean);
  for (const count of [3, 2]) {
    if (parts.length < count) continue;
    const zone = ianaZone(parts.slice(-count).join('/'));
    if (zone) return zone;
  }
  const last = parts.at(-1);
  return parts.length > 0 && name.startsWith('/') && last ? ianaZone(last) : name.startsWith('TZID=') && last ? ianaZone(last) : undefined;
}

function windowsZone(name: string): Zone | undefined {
  const id = findIana(name)[0] ?? findIana(name.replace(/\s*\d+$/, ''))[0];
  return id === undefined ? undefined : ianaZone(id);
}

/** Names of zones that name no city; where daylight saving time is kept, with it. */
const regions: readonly (readonly [words: RegExp, id: string])[] = [
  [/^pacific (standard |daylight )?time\b/i, 'America/Los_Angeles'],
  [/^mountain (standard |daylight )?time\b/i, 'America/Denver'],
  [/^central (standard |daylight )?time\b/i, 'America/Chicago'],
  [/^eastern (standard |daylight )?time\b|^eastern$/i, 'America/New_York'],
  [/^atlantic (standard |daylight )?time\b/i, 'America/Halifax'],
  [/^pacific$/i, 'America/Los_Angeles'],
  [/^mountain$/i, 'America/Denver'],
  [/^central$/i, 'America/Chicago'],
  [/^alaska/i, 'America/Anchorage'],
  [/^hawaii/i, 'Pacific/Honolulu'],
  [/^arizona/i, 'America/Phoenix'],
  [/^(western european|greenwich mean|british) /i, 'Europe/London'],
  [/^central europe(an)?\b|^middle europe/i, 'Europe/Berlin'],
  [/^eastern europe(an)?\b/i, 'Europe/Athens'],
  [/^(co-?ordinated universal time|zulu|z)$/i, 'UTC'],
  [/^india( standard)?\b/i, 'Asia/Kolkata'],
];

function regionZone(name: string): Zone | undefined {
  const id = regions.find(([words]) => words.test(name))?.[1];
  return id === undefined ? undefined : ianaZone(id);
}

let zonesByCity: Map<string, string> | undefined;

function cities(): Map<string, string> {
  zonesByCity ??= new Map(Intl.supportedValuesOf('timeZone').map((id) => [cityKey(id.split('/').at(-1) ?? id), id]));
  return zonesByCity;
}

function cityKey(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ').trim();
}

/** The first city that has a zone of its own, and whose clocks agree with the offset where one is named. */
function cityZone(name: string, offset: number | undefined): Zone | undefined {
  for (const part of name.split(/[,;/]/, 30)) {
    const id = cities().get(cityKey(part));
    const zone = id === undefined ? undefined : ianaZone(id);
    if (zone && (offset === undefined || hasOffset(zone, offset))) return zone;
  }
  return undefined;
}

/** In winter or summer of a recent year. */
function hasOffset(zone: Zone, offset: number): boolean {
  return [Date.UTC(2024, 0, 15), Date.UTC(2024, 6, 15)].some((epoch) => zone.offsetAt(epoch) === offset);
}

/** `GMT+10:00`, `UTC-5`, `+0530`, `(GMT -05.00)`. */
function offsetIn(name: string): number | undefined {
  const found = /(?:^|\b(?:UTC|GMT)\s?)([+-])\s?(\d{1,2})(?:[:.]?(\d{2}))?(?!\d)/i.exec(name);
  if (!found) return /^\(?(UTC|GMT)\)?$/i.test(name) ? 0 : undefined;
  const ms = Number(found[2]) * hourMs + Number(found[3] ?? 0) * minuteMs;
  return ms > 15 * hourMs ? undefined : found[1] === '-' ? -ms : ms;
}
