/** Given and family names of many places, paired by place so that they sound like people; nobody in particular. */
export const peoplesNames: readonly { given: readonly string[]; family: readonly string[] }[] = [
  { given: ['Ana', 'Lucía', 'Tomás', 'Rafael', 'Pilar', 'Joaquín'], family: ['Ruiz', 'Silva', 'Ortega', 'Beltrán', 'Cárdenas', 'Vidal'] },
  {
    given: ['Lea', 'Jonas', 'Miriam', 'Anselm', 'Käthe', 'Benedikt'],
    family: ['Brandt', 'Hofer', 'Lindner', 'Straub', 'Weidmann', 'Zöllner'],
  },
  {
    given: ['Per', 'Astrid', 'Sigrún', 'Eirik', 'Maja', 'Søren'],
    family: ['Lindqvist', 'Nørgaard', 'Halvorsen', 'Ekström', 'Dahl', 'Bjarnadóttir'],
  },
  {
    given: ['Amina', 'Yusuf', 'Layla', 'Karim', 'Noor', 'Tariq'],
    family: ['Haddad', 'Mansour', 'El Fassi', 'Rahimi', 'Benali', 'Qureshi'],
  },
  { given: ['Chidi', 'Ngozi', 'Kwame', 'Abena', 'Thabo', 'Zanele'], family: ['Okafor', 'Mensah', 'Dlamini', 'Eze', 'Boateng', 'Nkosi'] },
  {
    given: ['Priya', 'Arjun', 'Meera', 'Vikram', 'Kavya', 'Rohan'],
    family: ['Iyer', 'Banerjee', 'Deshmukh', 'Kulkarni', 'Menon', 'Sethi'],
  },
  { given: ['Mei', 'Wei', 'Haruka', 'Kenji', 'Ji-woo', 'Minh'], family: ['Chen', 'Lin', 'Nakagawa', 'Morita', 'Park', 'Trần'] },
  { given: ['Zofia', 'Marek', 'Irena', 'Ondřej', 'Luka', 'Petra'], family: ['Nowicka', 'Wójcik', 'Dvořák', 'Kovač', 'Horváth', 'Ilieva'] },
  {
    given: ['Claire', 'Mathieu', 'Solène', 'Bastien', 'Giulia', 'Matteo'],
    family: ['Fontaine', 'Lacroix', 'Moreau', 'Ferri', 'Galli', 'Perrin'],
  },
  {
    given: ['Grace', 'Owen', 'Tessa', 'Callum', 'Moana', 'Declan'],
    family: ['Whitlock', 'Marsh', 'Hartley', 'Tamihana', 'Doyle', 'Pryce'],
  },
];

export const placesOf: readonly { city: string; country: string }[] = [
  { city: 'Sevilla', country: 'ES' },
  { city: 'Graz', country: 'AT' },
  { city: 'Aarhus', country: 'DK' },
  { city: 'Casablanca', country: 'MA' },
  { city: 'Accra', country: 'GH' },
  { city: 'Pune', country: 'IN' },
  { city: 'Kobe', country: 'JP' },
  { city: 'Brno', country: 'CZ' },
  { city: 'Lyon', country: 'FR' },
  { city: 'Cork', country: 'IE' },
];

/** Firms are named after places that are on no map: a beginning and an end. */
export const firmStarts: readonly string[] = [
  ...['Hal', 'Kestrel', 'Morrow', 'Tide', 'Auber', 'Brack', 'Cinder', 'Dove', 'Elm', 'Fenni', 'Grey', 'Hollin', 'Inver', 'Juni', 'Kiln'],
  ...[
    'Lantern',
    'Marrow',
    'North',
    'Ostra',
    'Pell',
    'Quill',
    'Raven',
    'Salt',
    'Thorn',
    'Umber',
    'Van',
    'Wester',
    'Yarrow',
    'Zephyr',
    'Ash',
  ],
];
export const firmEnds: readonly string[] = [
  ...[
    'den',
    'well',
    'by',
    'wick',
    'lund',
    'more',
    'ford',
    'gate',
    'mere',
    'stead',
    'brook',
    'loch',
    'field',
    'dale',
    'water',
    'burn',
    'ley',
  ],
];

export const firmTails: readonly { tail: string; industry: string }[] = [
  { tail: 'Foods', industry: 'Food' },
  { tail: 'Water Works', industry: 'Utilities' },
  { tail: 'Pharma', industry: 'Pharmaceuticals' },
  { tail: 'Ceramics', industry: 'Materials' },
  { tail: 'Breweries', industry: 'Food' },
  { tail: 'Diagnostics', industry: 'Health care' },
  { tail: 'Energy', industry: 'Utilities' },
  { tail: 'Coatings', industry: 'Materials' },
  { tail: 'Dairies', industry: 'Food' },
  { tail: 'Glass', industry: 'Materials' },
  { tail: 'Biologics', industry: 'Pharmaceuticals' },
  { tail: 'Clinics', industry: 'Health care' },
];

export const legalForms: Readonly<Record<string, string>> = {
  ES: 'S.A.',
  AT: 'GmbH',
  DK: 'A/S',
  MA: 'SARL',
  GH: 'Ltd',
  IN: 'Pvt Ltd',
  JP: 'KK',
  CZ: 's.r.o.',
  FR: 'SAS',
  IE: 'Ltd',
};

export const titlesOf: Readonly<Record<'user' | 'champion' | 'decision maker' | 'finance', readonly string[]>> = {
  user: ['Process Engineer', 'Laboratory Manager', 'Maintenance Lead', 'Shift Lead', 'Environmental Officer'],
  champion: ['Head of Quality', 'Laboratory Manager', 'Head of Maintenance', 'Quality Engineer'],
  'decision maker': ['Plant Director', 'Managing Director', 'Head of Operations', 'Head of Quality'],
  finance: ['Purchasing', 'Finance Director', 'IT Lead', 'Controller'],
};
