/** Names of what describes the end of a record's life: as it stood when the file was made, not when a prediction is needed. */
const overwritten = /^(last|latest|final|most recent)\b/i;
const notOverwritten = /\bname\b|\b(days|weeks|months|hours)\b/i;

const ending =
  /\b(tags?|status|stage|outcome|result|disposition|resolution|closed?|closing|won|lost|converted|conversion|cancell?ed|churned)\b/i;
const notEnding =
  /\b(marital|marriage|civil|family|life|employment|employed|work|job|career|housing|home|residence|citizenship|credit|account type|smoking|funding|company|growth|previous|prior|past|earlier|first|initial|visit|contact|call|inquiry|enquiry|campaign|search)\b/i;
const endReason =
  /^reason$|\b(loss|lost|win|won|clos\w*|churn|cancel\w*|disqualif\w*|reject\w*|exit|leaving)\b.*\breasons?\b|\breasons? (for|of) (loss|losing|leaving|clos\w*|churn|cancel\w*|reject\w*|exit)\b/i;

const verdict = /\b(quality|grade|rating|rank|score|index|priority|temperature|likelihood|probability)\b/i;
const ofLead = /\b(lead|prospect|activity|engagement|profile|opportunity|deal|churn|conversion|closing|win)\b/i;
const leadProfile = /\b(lead|prospect|deal|opportunity) profile\b/i;

const talkLength =
  /^duration$|\b(call|contact|talk|conversation|meeting|demo)s? (duration|length|seconds|minutes)\b|\bduration of (last )?(call|contact|talk|conversation|meeting|demo)\b/i;

/**
 * Why a column is late by its name, in words; undefined where its name says nothing of the kind. "Last Activity" and "Status" are written
 * over until the record ends; "Lead Quality" is a verdict that somebody reached on the way. A number called "last …" is mostly a measure
 * taken at one time for all (days since the last visit), so it stays.
 */
export function lateName(name: string, holds: 'words' | 'numbers' | 'days'): string | undefined {
  const words = wordsOf(name);
  if (holds !== 'numbers' && overwritten.test(words) && !notOverwritten.test(words)) {
    return 'its name says that it is written over until the end: as it stood when the file was made';
  }
  if ((ending.test(words) && !notEnding.test(words)) || endReason.test(words)) return 'its name says that it is known at the end';
  if ((verdict.test(words) && ofLead.test(words)) || leadProfile.test(words)) {
    return "its name says that it is somebody's verdict, reached while the outcome took shape";
  }
  return undefined;
}

/** Whether a name is that of how long a talk took: known only when it is over, and telling when it tells much. */
export function isTalkLength(name: string): boolean {
  return talkLength.test(wordsOf(name));
}

function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-./:]+/g, ' ')
    .trim();
}
