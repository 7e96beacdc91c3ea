/**
 * What a name says about when its column is known. `least` is the share of the log loss that the column must take away alone before its name
 * convicts it; 0 means that telling anything at all is enough.
 */
export type LateName = { why: string; least: number };

const overwrittenWhy = 'its name says that it is written over until the end: as it stood when the file was made';
const endingWhy = 'its name says that it is known at the end';
const verdictWhy = "its name says that it is somebody's verdict, reached while the outcome took shape";
const talkWhy = 'its name says that it is how long a talk took, which is known when it is over';
const workWhy = 'its name says that it counts work, which goes on for as long as a record lives';
const lifeWhy = 'its name says that it is how long a record lived, which is known at its end';

/** A name that may also be that of something honest ("checking status", "last employer") needs a column that tells this much. */
const tellsMuch = 0.2;
/** Talks, mails sent and days in a pipeline that tell this much of the log loss grew while the outcome took shape. */
const tellsSome = 0.1;

const event =
  'activity|contact|contacted|touch|touched|call|called|mail|mailed|email|emailed|step|stage|status|visit|visited|login|seen|note|notes|comment|remark|interaction|meeting|action|event|engagement|engaged|response|reply|followup|open|opened|click|clicked|task|update|updated|change|changed|modification|modified|edited|viewed|disposition|outcome|result';
const overwritten = new RegExp(
  `^(last|latest|final|most recent)( (notable|known|sales|marketing|customer|lead|outbound|inbound))* (${event})\\b|^(last|latest)$|^(record )?(modified|updated|changed|edited)( (by|at|on|date|time|day))*$|\\b(date|day|time) (modified|updated|changed|edited)\\b|^next (step|action|activity|task|call|meeting|followup|contact)\\b`,
  'i',
);
const maybeOverwritten = /^(last|latest|final|most recent)\b/i;
const notOverwritten = /\bname\b|\b(years?|days|weeks|months|hours)\b/i;

const ending =
  /^(tags?|status|stage|outcome|result|disposition|resolution|closed?|closing|won|lost|converted|conversion|cancell?ed|churned)$/i;
/** Words that leave an ending what it is: the status of the lead itself. */
const ofRecord =
  /^(lead|prospect|deal|opportunity|opp|customer|client|account|sales?|pipeline|funnel|crm|record|ticket|case|order|application|reservation|booking|loan|subscription|contract|membership|policy|lifecycle|qualification|followup|competitor|current|final|last|name|date|day|time|at|on|by|to|is|was|has|id|code|type|value|amount|reason|detail|details|flag|of|the)$/i;
const ofBefore = /\b(previous|previously|prior|past|earlier|first|initial|initially|inquiry|enquiry|funding|marital|marriage|smoking)\b/i;
const endReason =
  /^reason$|\b(loss|lost|win|won|clos\w*|churn|cancel\w*|disqualif\w*|reject\w*|unsubscribe\w*|exit|leaving)\b.*\breasons?\b|\breasons? (for |of )?(the )?(loss|lost|losing|leaving|clos\w*|churn|cancel\w*|reject\w*|exit)\b/i;

const verdict = /\b(quality|grade|rating|rank|score|index|priority|temperature|likelihood|probability)\b/i;
const ofLead = /\b(lead|prospect|activity|engagement|profile|opportunity|deal|churn|conversion|closing|win)\b/i;
const leadProfile = /\b(lead|prospect|deal|opportunity) profile\b/i;
const maybeVerdict = /^(quality|grade|rating|rank|score|priority|temperature|likelihood|probability|forecast( category)?)$/i;

const talkLength =
  /^duration$|\b(call|contact|talk|conversation|meeting|demo)s? (duration|length|seconds|minutes)\b|\bduration of (last )?(call|contact|talk|conversation|meeting|demo)\b/i;
const work =
  /^(mails?|emails?|calls?|meetings?|followups?|touch(es|points?)?|activit(y|ies)|interactions?|messages?|demos?|conversations?|repl(y|ies)|responses?|tasks?|notes?)$/i;
const counting =
  /^(count|counts|number|num|no|nr|total|sum|of|all|sent|received|logged|made|done|held|attended|opened|exchanged|completed|sales|how|many|with|to|after)$/i;
const life =
  /\b(days|weeks|months|hours|time|duration|age)( spent)? (in|to|until|till) (the )?(pipeline|stage|funnel|process|close|closing|closed|win|won|conversion|convert|converted|sale|purchase|decision)\b|\bsales cycle\b|^(lead|deal|opportunity|record) (age|lifetime)\b|^age of (the )?(lead|deal|opportunity|record)\b/i;

/**
 * What the name of a column says about when it is known; undefined where it says nothing of the kind. "Last Activity" and "Status" are written
 * over until the record ends; "Lead Quality" is a verdict that somebody reached on the way; mails are counted until nobody writes any more. A
 * number called "last …" is mostly a measure taken at one time for all (days since the last visit), so it stays.
 */
export function lateName(name: string, holds: 'words' | 'numbers' | 'days'): LateName | undefined {
  const words = wordsOf(name);
  if (talkLength.test(words)) return { why: talkWhy, least: tellsSome };
  if (endReason.test(words)) return { why: endingWhy, least: 0 };
  if (holds !== 'numbers' && !notOverwritten.test(words)) {
    if (overwritten.test(words)) return { why: overwrittenWhy, least: 0 };
    if (maybeOverwritten.test(words)) return { why: overwrittenWhy, least: tellsMuch };
  }
  const all = words.split(' ');
  if (all.some((word) => ending.test(word)) && !ofBefore.test(words)) {
    const isOfRecord = holds !== 'numbers' && all.every((word) => ending.test(word) || ofRecord.test(word));
    return { why: endingWhy, least: isOfRecord ? 0 : tellsMuch };
  }
  if ((verdict.test(words) && ofLead.test(words)) || leadProfile.test(words)) return { why: verdictWhy, least: 0 };
  if (maybeVerdict.test(words)) return { why: verdictWhy, least: tellsMuch };
  if (holds !== 'numbers') return undefined;
  if (life.test(words)) return { why: lifeWhy, least: tellsSome };
  // "Mails sent" counts mails; "customer service calls" are calls of another kind.
  if (all.some((word) => work.test(word)) && all.every((word) => work.test(word) || counting.test(word)))
    return { why: workWhy, least: tellsSome };
  return undefined;
}

function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(follow|e) (?=ups?\b|mail)/gi, '$1')
    .trim();
}
