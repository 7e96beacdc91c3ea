import { expect, test } from 'vitest';
import { asksQuestion } from './asks-question.ts';
import { promisesIn } from './promises.ts';

/** A Wednesday, in Berlin. */
const written = { at: '2026-03-04T09:00:00.000Z', offsetMinutes: 60 };
const dueOn = (text: string) => promisesIn(text, written).map((promise) => promise.dueOn);

test.each([
  ['I will send you the offer by Friday.', '2026-03-06'],
  ["I'll get back to you tomorrow.", '2026-03-05'],
  ['We will deliver the samples on 12 March.', '2026-03-12'],
  ['We will send it by 05/06/2026.', '2026-06-05'],
  ["You'll have the contract by the end of the week.", '2026-03-06'],
  ['Ich schicke Ihnen das Angebot bis Freitag.', '2026-03-06'],
  ['Wir melden uns nächste Woche bei Ihnen.', '2026-03-13'],
  ['Das Muster liefern wir am 15.03.2026.', '2026-03-15'],
  ['Je vous envoie le devis vendredi.', '2026-03-06'],
  ["Nous reviendrons vers vous d'ici le 12 mars.", '2026-03-12'],
  ['Te envío la oferta el viernes.', '2026-03-06'],
  ['Le enviaremos el contrato el 12 de marzo.', '2026-03-12'],
  ["Ti mando l'offerta entro venerdì.", '2026-03-06'],
  ['Le invierò il contratto il 12 marzo.', '2026-03-12'],
  ['Ik stuur je de offerte vrijdag.', '2026-03-06'],
  ['Wij sturen het contract vóór 12 maart.', '2026-03-12'],
  ['Envio a proposta na sexta-feira.', '2026-03-06'],
  ['Vamos enviar o contrato até 12 de março.', '2026-03-12'],
])('"%s" promises %s', (text, day) => {
  expect(promisesIn(text, written)).toEqual([{ words: text, dueOn: day, by: 'writer' }]);
});

test("a day by which something is asked for is the reader's", () => {
  expect(promisesIn('Could you please send us the signed contract by Friday?', written)).toMatchObject([
    { dueOn: '2026-03-06', by: 'reader' },
  ]);
  expect(promisesIn('Bitte schicken Sie uns den Vertrag bis Freitag.', written)).toMatchObject([{ dueOn: '2026-03-06', by: 'reader' }]);
});

test.each([
  'I sent you the offer on Friday.',
  'We met last Friday.',
  'If you sign, we will deliver by Friday.',
  'I will not send it on Friday.',
  'I will send you the offer soon.',
  'I will call you at 5 pm.',
  'Shall I send it on Friday?',
  'Falls Sie zusagen, liefern wir am Freitag.',
  'The meeting is on Friday.',
  'Invoice 4711 of 12 March 2026 is open.',
  'I am out of the office until Friday and will answer then.',
  'Wir haben das Angebot am 2. März geschickt.',
])('"%s" promises nothing', (text) => {
  expect(dueOn(text)).toEqual([]);
});

test('a day is meant in the zone of its writer', () => {
  // In Auckland it is Thursday already: tomorrow is Friday.
  expect(promisesIn('I will send it tomorrow.', { at: '2026-03-04T20:00:00.000Z', offsetMinutes: 780 })[0]?.dueOn).toBe('2026-03-06');
  expect(promisesIn('I will send it by 05/06/2026.', { at: '2026-03-04T20:00:00.000Z', offsetMinutes: -300 })[0]?.dueOn).toBe('2026-05-06');
});

test.each([
  'When can you deliver?',
  'Passt Ihnen Dienstag?',
  '¿Puede confirmarlo?',
  'いつ届きますか。',
  '能给我报价吗',
  'متى التسليم؟',
  'Could you send me the price list',
  'Können Sie mir ein Angebot schicken.',
  'Pourriez-vous me confirmer la date.',
  'Please let me know whether that suits you.',
  'Kunt u dit bevestigen.',
])('"%s" asks', (text) => {
  expect(asksQuestion(text)).toBe(true);
});

test.each([
  'Thanks, all clear.',
  'See https://acme.com/?a=b for more.',
  'Danke, das passt so.',
  'We can deliver in May.',
  'D’accord, merci.',
  '',
])('"%s" asks nothing', (text) => {
  expect(asksQuestion(text)).toBe(false);
});
