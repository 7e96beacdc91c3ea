export const needWordsOf = {
  'Inline Analyser': [
    'Every batch waits a day for the outside lab, and we pay for the standstill.',
    'Our drift alarms come when the product is already off specification.',
    'If the sensor fouls again in summer, the permit is gone.',
  ],
  'Leak Locator': [
    'We lose water somewhere between plant two and the tanks and cannot say where.',
    'The neighbours smelled it before we did. That must not happen again.',
    'Every leak we find, we find on the bill.',
  ],
  'Batch Release Suite': [
    'The auditor asks for traceability and we still copy values by hand.',
    'We need one number that production and quality both believe.',
    'Release takes four signatures and three of them are on holiday.',
  ],
  'Sensor Care Plan': [
    'Calibration takes two people half a day. Every week.',
    'When a probe fails on a Friday, nobody comes before Tuesday.',
    'We never know which sensor is past its date until somebody asks.',
  ],
  'Lab Bench Set': [
    'Nights and weekends nobody can read the old analyser except Hugo, and Hugo retires in spring.',
    'The bench is older than the people who use it, and so are the spare parts.',
    'Three methods, three rooms, one pair of hands.',
  ],
  'Site Survey': [
    'Nobody has a drawing of what was built after 1998.',
    'Before we spend anything we want to know where we lose most.',
    'Head office wants a list by autumn and we do not even have the tags.',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

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
  thanks: ['Thank you, and two remarks', 'That helps. One thing is open', 'Understood. How do we go on?', 'Good. Who comes on your side?'],
  waiting: [
    'Can you confirm the delivery week?',
    'Question on the service contract',
    'Which version for the ATEX zone?',
    'Draft order: one line unclear',
    'Could we move Thursday to ten?',
  ],
  nudges: ['Is this still on your list?', 'A short hello', 'Should I keep the slot for you?'],
  ties: ['How did the move go?', 'The article I mentioned', 'Lunch when I am in town?', 'Congratulations on the new line'],
  refusals: ['We have decided differently', 'Our decision', 'The project, for now'],
  approvals: ['Approved on our side', 'We would like to go ahead', 'Please send the contract'],
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
export const competitors: readonly string[] = ['Borealis Metering', 'Contado Sensors', 'Tessel Instruments'];
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

export const lossReasons = { disqualified: ['No need', 'No budget this year', 'Not a fit'] } as const;
