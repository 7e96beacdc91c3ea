export const needWords: readonly string[] = [
  'Every batch waits a day for the outside lab, and we pay for the standstill.',
  'Our drift alarms come when the product is already off specification.',
  'The auditor asks for traceability and we still copy values by hand.',
  'Nights and weekends nobody can read the old analyser except Hugo, and Hugo retires in spring.',
  'We lose water somewhere between plant two and the tanks and cannot say where.',
  'Calibration takes two people half a day. Every week.',
  'If the sensor fouls again in summer, the permit is gone.',
  'We need one number that production and quality both believe.',
];

export const subjects = {
  first: [
    'Your question on inline measuring',
    'After our talk at the water days',
    'Introduction and two questions',
    'The batch that waited',
  ],
  ours: [
    'Notes from our call',
    'The figures you asked for',
    'A shorter variant',
    'Reference visit',
    'Terms, second draft',
    'What the pilot would show',
  ],
  theirs: [
    'Re: the figures',
    'One more question on installation',
    'Who calibrates it?',
    'Our data protection form',
    'Internal round on Thursday',
    'Could we see it running?',
  ],
  waiting: [
    'Can you confirm the delivery week?',
    'Question on the service contract',
    'Which version for the ATEX zone?',
    'Draft order: one line unclear',
    'Could we move Thursday to ten?',
  ],
  nudges: ['Is this still on your list?', 'A short hello', 'Should I keep the slot for you?'],
  ties: ['How did the move go?', 'The article I mentioned', 'Lunch when I am in town?', 'Congratulations on the new line'],
  meetings: ['First talk', 'Site visit', 'Demonstration', 'Working session', 'Offer review', 'Talk with finance'],
} as const;

export const stepsOurs: readonly string[] = [
  'send the security answers',
  'send the revised offer',
  'name a reference customer',
  'book the site visit',
  'send the sample report',
  'clarify the delivery week',
];
export const stepsTheirs: readonly string[] = [
  'send the floor plan',
  'name who signs',
  'return the questionnaire',
  'confirm the budget round',
  'send last year’s readings',
];
export const lossReasons: readonly string[] = ['No decision', 'Price', 'Chose a competitor', 'Project stopped', 'No budget this year'];
export const competitors: readonly string[] = ['Borealis Metering', 'Contado Sensors', 'in-house'];
export const pushReasons: readonly string[] = [
  'budget round moved',
  'waiting for their legal team',
  'holiday on their side',
  'plant shutdown first',
];
export const noteBodies: readonly string[] = [
  'Prefers calls before nine. Do not send decks.',
  'The plant team decides in fact; purchasing only signs.',
  'Had a bad delivery with the former supplier; wants the date in writing.',
  'Speaks freely on site, hardly by mail.',
];
export const outcomesPromised: readonly { promised: string; delivered: string }[] = [
  { promised: 'Release of a batch within two hours', delivered: 'Median of 1 h 40 in the first quarter' },
  { promised: 'Calibration by one person in an hour', delivered: 'One person, 50 minutes' },
  { promised: 'Leak found within a day', delivered: 'Two leaks found, both the same day' },
];
export const leadSources: readonly string[] = ['Trade fair', 'Referral', 'Website', 'Partner', 'Webinar'];
