const aboutWords: Readonly<Record<string, string>> = {
  'account.key': 'account id, company id',
  account: 'account, account name, company, company name, customer, client, kunde, firma',
  'contact.key': 'contact id, person id',
  contact: 'contact, contact name, person, ansprechpartner',
  'deal.key': 'deal id, opportunity id',
  deal: 'deal, deal name, opportunity, opportunity name',
  'lead.key': 'lead id',
  lead: 'lead, lead name',
};

export const nextStepWords: Readonly<Record<string, string>> = {
  ...aboutWords,
  what: 'what, task, subject, to do, next step, promise, action, aufgabe, tâche, tarea, attività, tarefa, taak, zadanie, uppgift',
  promisedBy: 'promised by, whose promise, whose',
  user: 'user, assigned to, owner, responsible, zuständig',
  'user.key': 'owner id, user id',
  dueOn: 'due, due date, due on, by, deadline, fällig am, échéance, vencimiento, scadenza, vervaldatum, termin',
  status: 'status, state',
  settledAt: 'settled at, completed at, done at, erledigt am',
};

export const needWords: Readonly<Record<string, string>> = {
  ...aboutWords,
  words:
    'words, need, needs, problem, customer problem, customer words, in their words, pain, pain point, bedarf, besoin, necesidad, bisogno, behoefte, potrzeba, behov',
  language: 'language, sprache, langue, idioma, lingua, taal, język, språk',
  occurredAt: 'date, said on, occurred at, datum, fecha, data',
};

export const noteWords: Readonly<Record<string, string>> = {
  ...aboutWords,
  externalId: 'engagement id, note id',
  body: 'body, note, note body, hs note body, content, text, notiz, note content, nota, notitie, notatka, anteckning',
  author: 'author, created by, owner, user, written by',
  'author.key': 'owner id, hubspot owner id, created by id, user id',
  occurredAt: 'date, timestamp, hs timestamp, occurred at, written on',
};

export const outcomeWords: Readonly<Record<string, string>> = {
  ...aboutWords,
  promised: 'promised, promised outcome, promise, expected outcome, versprochen',
  delivered: 'delivered, delivered outcome, actual outcome, result, geliefert',
  promisedOn: 'promised on, promised at, promise date',
  deliveredOn: 'delivered on, delivered at, delivery date',
};

export const costWords: Readonly<Record<string, string>> = {
  ...aboutWords,
  type: 'type, cost type, category, kind, kostenart',
  amount: 'amount, cost, costs, spend, expense, kosten, betrag, coût, coste, costo, custo, koszt, kostnad',
  incurredOn: 'incurred on, date, spent on, expense date, datum, fecha, data',
  leadSource: 'lead source, source, channel, quelle',
  campaign: 'campaign, campaign name, kampagne',
  user: 'user, employee, spent by, mitarbeiter',
};

export const targetWords: Readonly<Record<string, string>> = {
  period: 'period, quarter, month, year, zeitraum, quartal, période, trimestre, período, periodo, kwartaal, okres',
  amount: 'target, quota, goal, amount, ziel, quote, objectif, objetivo, obiettivo, meta, doel, cel, mål',
  user: 'user, owner, sales rep, rep, salesperson, name, mitarbeiter, commercial, vendedor',
  teamName: 'team, team name, équipe, equipo',
};

export const rateWords: Readonly<Record<string, string>> = {
  on: 'on, date, day, start date, rate date, datum',
  from: 'from, from currency, currency, iso code, base',
  to: 'to, to currency, target currency, quote currency',
  rate: 'rate, exchange rate, conversion rate, kurs, wechselkurs, taux',
};
