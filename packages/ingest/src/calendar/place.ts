import type { MeetingWay } from '@windshield/core';
import { type Component, lineOf, linesOf } from '../content-lines/component.ts';
import { textOf } from '../content-lines/values.ts';

export interface MeetingPlace {
  readonly place: string | undefined;
  /** `undefined` when nothing says. */
  readonly way: MeetingWay | undefined;
}

/** Hosts of services for talking at a distance, with what their links look like. */
const links =
  /(?<![a-z0-9-])(?:zoom\.us\/|zoom\.com\/|zoomgov\.com\/|teams\.microsoft\.com\/|teams\.live\.com\/|meet\.google\.com\/|hangouts\.google\.com\/|webex\.com\/|gotomeeting\.com\/|gotomeet\.me\/|goto\.com\/|whereby\.com\/|meet\.jit\.si\/|8x8\.vc\/|bluejeans\.com\/|chime\.aws\/|join\.skype\.com\/|meet\.lync\.com\/|skype\.com\/|bigbluebutton\.|discord\.gg\/|facetime\.apple\.com\/|around\.co\/|livestorm\.co\/|ringcentral\.com\/|vc\.ringcentral\.com\/|v\.ringcentral\.com\/|dialpad\.com\/|uberconference\.com\/|starleaf\.com\/|pexip\.|lifesize|meet\.starface|tel\.meet\/|demodesk\.com\/|butter\.us\/|gather\.town\/|app\.slack\.com\/huddle|meeting\.zoho\.|meet\.zoho\.|vooveq?meeting|meeting\.tencent\.com\/|meetings\.dingtalk|meet\.daily\.co|daily\.co\/|riverside\.fm\/|streamyard\.com\/|jitsi)/i;

/** Properties whose presence alone says that people meet at a distance. */
const conferenceProperties = new Set([
  'X-GOOGLE-CONFERENCE',
  'X-MICROSOFT-SKYPETEAMSMEETINGURL',
  'X-MICROSOFT-ONLINEMEETINGEXTERNALLINK',
  'X-MICROSOFT-ONLINEMEETINGCONFLINK',
  'X-MICROSOFT-ONLINEMEETINGINFORMATION',
  'X-ZOOM-MEETING-URL',
  'X-WEBEX-MEETING-URL',
]);

/** Words for a place that is none. */
const remoteWords =
  /(?<![\p{L}\p{N}])(zoom|microsoft teams|ms teams|teams[ -]?(meeting|besprechung|call|anruf)|réunion teams|teams|google meet|hangouts?|webex|skype|gotomeeting|facetime|jitsi|whereby|whatsapp|slack|discord|video ?(call|konferenz|conference|conferenza|anruf)?|visio(conférence)?|videollamada|online|virtual|virtuell|virtuel|virtuale|remote|distanciel|à distance|telefon\w*|telefoon|teléfono|téléphone|telefono|telephone|phone|call|conf(erence)? ?call|dial[ -]?in|webinar|internet|web)(?![\p{L}\p{N}])/giu;

const phoneNumber = /^\+?[\d\s()./-]{6,25}$/;

/** Words that name a way to join from elsewhere, whatever else stands beside them. */
const joinWords =
  /(?<![\p{L}\p{N}])(zoom|teams|google meet|hangouts?|webex|skype|gotomeeting|facetime|jitsi|whereby|hybrid)(?![\p{L}\p{N}])/iu;

/**
 * Where a meeting takes place, and how. A place that names more than a link, a service or a phone number is one that people go to; with a way
 * to join from elsewhere beside it, it is both. Many calendars add such a link by themselves, so a hybrid meeting says no more than that.
 */
export function readPlace(event: Component): MeetingPlace {
  const place = textOf(lineOf(event, 'LOCATION'), 1_000);
  const words = place === undefined ? undefined : placeOf(place);
  const isElsewhere = hasConference(event);
  if (words === 'physical' && place !== undefined) {
    const isHybrid = isElsewhere || links.test(place) || joinWords.test(place);
    return { place, way: isHybrid ? 'hybrid' : 'inPerson' };
  }
  return { place, way: words === 'remote' || isElsewhere ? 'remote' : undefined };
}

function placeOf(place: string): 'remote' | 'physical' | undefined {
  const isLinked = links.test(place);
  const withoutLinks = place.replace(/\b[a-z]{2,10}:\/\/\S+|\bwww\.\S+|\b(?:tel|sip|callto|sips):\S+/giu, ' ');
  if (phoneNumber.test(withoutLinks.trim())) return 'remote';
  const rest = withoutLinks.replace(remoteWords, ' ');
  const hasRemoteWord = rest !== withoutLinks;
  const letters = rest.replace(
    /(?<![\p{L}\p{N}])(meeting|besprechung|réunion|reunión|riunione|via|per|über|by|on|in|auf|en|par|via|and|und|oder|or|et|id|code|passcode|link|see|siehe|below|invitation|invite|description)(?![\p{L}\p{N}])/giu,
    ' ',
  );
  if (/[\p{L}\p{N}]{2,}/u.test(letters)) return isLinked && !/\p{L}{3,}/u.test(letters) ? 'remote' : 'physical';
  if (isLinked || hasRemoteWord || withoutLinks !== place) return 'remote';
  return undefined;
}

function hasConference(event: Component): boolean {
  if (event.lines.some(({ name, value }) => conferenceProperties.has(name) && value.trim() !== '')) return true;
  if (linesOf(event, 'CONFERENCE').some(({ value }) => /^(https?|tel|sip|xmpp):/i.test(value.trim()))) return true;
  return ['URL', 'DESCRIPTION', 'COMMENT'].some((name) => linesOf(event, name).some(({ value }) => links.test(value.slice(0, 20_000))));
}
