/**
 * Calendars in which neither judge says what we say, and why we say it. Each reason was checked against RFC 5545 and the file.
 */
export const exceptions: Readonly<Record<string, readonly string[]>> = {
  'DTSTART is the first occurrence also where the rule does not name it (3.8.5.3); both judges drop it. The files show that it is meant: a meeting moved to another day, with its old day in EXDATE':
    [
      ...['ical4j/valid/Christian32Holidays.ics', 'ical4j/valid/derryn.ics', 'ical4j/valid/korganizer_sample.ics'],
      ...['ical4j/valid/lotr.ics', 'ical4j/valid/lotr-updated.ics'],
      ...['ical4j/invalid/CalendarDataFile.ics', 'ics_parser/examples/ICal.ics'],
      ...['node_ical/Office-2012-owa.ics', 'node_ical/festival-multiday-rrule.ics'],
    ],
  'a zone is known by what stands behind a program’s prefix (/softwarestudio.org/…/Pacific/Auckland, /America/New_York); both judges take such times for the machine’s own':
    ['biweekly/issues/pr63.ics', 'ical4j/invalid/talios.ics'],
  'floating times are those of X-WR-TIMEZONE, which both judges pass over': [
    'node_ical/tv-show-episode.ics',
    'node_ical/mixed-timezone-handling.ics',
  ],
  'node-ical passes over EXRULE and over a second RRULE; ical.js has no zones but those of the file, and loses the last occurrence of two rules':
    ['ical4j/valid/friday13-NOT.ics', 'ical_js/samples/multiple_rrules.ics'],
  'an end before the start is no end: read without length': ['node_ical/daily-count-exdate-recurrence-id.ics'],
  'days that do not exist (30 February) are refused, where ical.js moves them to March and node-ical refuses the file': [
    'node_ical/large-file-with-late-error.ics',
  ],
  'neither judge reads the whole file, or its zone without a name: events without UID or END, a day written as an hour, "DTEND:None", "BYDAY=1MO "':
    [
      ...['ical4j/invalid/13-MoonPhase.ics', 'ical4j/invalid/phpicalendar_sample.ics', 'ical4j/invalid/schedule-unstable.ics'],
      ...['ical4j/valid/blankTzid.ics', 'ics_parser/tests/ical/issue-340.ics'],
    ],
};
