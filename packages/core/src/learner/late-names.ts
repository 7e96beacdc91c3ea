/** Names of what describes the end of a record's life: as it stood when the file was made, not when a prediction is needed. */
const overwritten = /^(last|latest|final|most recent)\b/i;
const notOverwritten = /\bname\b|\b(days|weeks|months|hours)\b/i;

const ending =
  /\b(tags?|status|stage|outcome|result|disposition|resolution|closed?|closing|won|lost|converted|conversion|reason|cancell?ed|churned)\b/i;
const notEnding =
  /\b(marital|marriage|civil|family|employment|employed|work|job|housing|home|residence|citizenship|credit|account type|smoking|previous|prior|past|earlier|first|initial|visit|contact|call|inquiry|enquiry|campaign|search)\b/i;

const verdict = /\b(quality|grade|rating|rank|score|index|profile|priority|temperature|likelihood|probability)\b/i;
const ofLead = /\b(lead|prospect|activity|engagement|profile|opportunity|deal|churn|conversion|closing|win)\b/i;

/**
 * Why a column is late by its name, in words; undefined where its name says nothing of the kind. "Last Activity" and "Status" are written
 * over until the record ends; "Lead Quality" is a verdict that somebody reached on the way.
 */
export function lateName(name: string): string | undefined {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-./]+/g, ' ')
    .trim();
  if (overwritten.test(words) && !notOverwritten.test(words))
    return 'its name says that it is written over until the end: as it stood when the file was made';
  if (ending.test(words) && !notEnding.test(words)) return 'its name says that it is known at the end';
  if (verdict.test(words) && ofLead.test(words)) return "its name says that it is somebody's verdict, reached while the outcome took shape";
  return undefined;
}
