import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { testData } from '../../testing/test-data.ts';
import { textOfHtml } from '../body/html-text.ts';
import { readMessage, trimReply } from '../index.ts';

const root = testData('mail');

test.runIf(root)('of the 64 bodies with truth at least 60 are trimmed exactly', () => {
  const folder = path.join(root ?? '', 'email_reply_trimmer');
  const edges = (text: string) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd();
  const names = readdirSync(path.join(folder, 'emails'));
  const wrong = names.filter((name) => {
    const { visible } = trimReply(readFileSync(path.join(folder, 'emails', name), 'utf8'));
    return edges(visible) !== edges(readFileSync(path.join(folder, 'trimmed', name), 'utf8'));
  });
  expect(names.length).toBe(64);
  expect(wrong.length, wrong.join(', ')).toBeLessThanOrEqual(4);
});

test.runIf(root)('replies of twelve mail programs keep only "Hello"', () => {
  const folder = path.join(root ?? '', 'talon_replies/standard_replies');
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  const texts = names.map((name) => readMessage(readFileSync(path.join(folder, name))).newText);
  expect(Object.fromEntries(texts.map((text, index) => [names[index], text]))).toEqual(
    Object.fromEntries(names.map((name) => [name, 'Hello'])),
  );
});

test.runIf(root)('HTML replies of nine mail programs keep the answer alone', () => {
  const folder = path.join(root ?? '', 'talon_replies/html_replies');
  for (const name of readdirSync(folder)) {
    const { own } = trimReply(textOfHtml(readFileSync(path.join(folder, name), 'utf8')));
    expect(`${name}: ${own.replace(/\n+/g, ' ')}`).toBe(`${name}: Hi. I am fine. Thanks, Alex`);
  }
});

const quoted = '> Can you send the offer?\n> We need it soon.\n';
const introductions = [
  'On Tue, Mar 3, 2026 at 10:15 AM Ben Buyer <ben@buyer.com> wrote:',
  'On 3 Mar 2026, at 10:15, Ben Buyer <ben@buyer.com> wrote:',
  'On Tue, Mar 3, 2026 at 10:15 AM Ben Buyer with a long name <\nben@buyer.com> wrote:',
  'Am 03.03.2026 um 10:15 schrieb Ben Buyer:',
  'Am Di., 3. März 2026 um 10:15 Uhr schrieb Ben Buyer <ben@buyer.com>:',
  'Ben Buyer <ben@buyer.com> schrieb am 3. März 2026 um 10:15:',
  'Le mar. 3 mars 2026 à 10:15, Ben Buyer <ben@buyer.com> a écrit :',
  'El mar, 3 mar 2026 a las 10:15, Ben Buyer (<ben@buyer.com>) escribió:',
  'Il giorno mar 3 mar 2026 alle ore 10:15 Ben Buyer <ben@buyer.com> ha scritto:',
  'Em ter., 3 de mar. de 2026 às 10:15, Ben Buyer <ben@buyer.com> escreveu:',
  'Op di 3 mrt 2026 om 10:15 schreef Ben Buyer <ben@buyer.com>:',
  'Den tis 3 mars 2026 kl 10:15 skrev Ben Buyer <ben@buyer.com>:',
  'tir. 3. mar. 2026 kl. 10.15 skrev Ben Buyer <ben@buyer.com>:',
  'ti 3. maalisk. 2026 klo 10.15 Ben Buyer (ben@buyer.com) kirjoitti:',
  'wt., 3 mar 2026 o 10:15 Ben Buyer <ben@buyer.com> napisał(a):',
  'út 3. 3. 2026 v 10:15 odesílatel Ben Buyer <ben@buyer.com> napsal:',
  'вт, 3 мар. 2026 г. в 10:15, Ben Buyer <ben@buyer.com>:',
  '3 марта 2026 г., в 10:15, Ben Buyer <ben@buyer.com> написал(а):',
  'Στις Τρί 3 Μαρ 2026 στις 10:15 π.μ., ο/η Ben Buyer <ben@buyer.com> έγραψε:',
  'Ben Buyer <ben@buyer.com>, 3 Mar 2026 Sal, 10:15 tarihinde şunu yazdı:',
  '2026年3月3日(火) 10:15 Ben Buyer <ben@buyer.com>:',
  'Ben Buyer <ben@buyer.com> 于2026年3月3日周二 10:15写道：',
  'Ben Buyer wrote:',
  'Zitat von Ben Buyer <ben@buyer.com>:',
  '* Ben Buyer <ben@buyer.com> [2026-03-03 10:15]:',
  '2026. márc. 3. 10:15 ezt írta (Ben Buyer <ben@buyer.com>):',
  'Pada tanggal Sel, 3 Mar 2026 pukul 10.15 Ben Buyer <ben@buyer.com> menulis:',
  'בתאריך יום ג׳, 3 במרץ 2026 ב-10:15 מאת Ben Buyer <ben@buyer.com>:',
  'เมื่อ อ. 3 มี.ค. 2026 เวลา 10:15 Ben Buyer <ben@buyer.com> เขียนว่า:',
  'Vào 10:15 3 tháng 3, 2026, Ben Buyer <ben@buyer.com> đã viết:',
  '2026년 3월 3일 (화) 오전 10:15, Ben Buyer <ben@buyer.com>님이 작성:',
];

test.each(introductions)('the quote below "%s" is cut off', (introduction) => {
  expect(trimReply(`Yes, with pleasure.\n\n${introduction}\n\n${quoted}`).own).toBe('Yes, with pleasure.');
  expect(trimReply(`${introduction}\n\n${quoted}\nYes, with pleasure.`).own).toBe('Yes, with pleasure.');
});

test('a quote that nothing marks is cut off below its introduction', () => {
  for (const introduction of introductions.filter((one) => /2026/.test(one) && !one.startsWith('*'))) {
    expect(trimReply(`Yes, with pleasure.\n\n${introduction}\nCan you send the offer?`).own).toBe('Yes, with pleasure.');
  }
});

const heads = [
  'From: Ben Buyer <ben@buyer.com>\nSent: Tuesday, March 3, 2026 10:15 AM\nTo: Ada\nSubject: Offer',
  'Von: Ben Buyer <ben@buyer.com>\nGesendet: Dienstag, 3. März 2026 10:15\nAn: Ada\nBetreff: Angebot',
  'De : Ben Buyer <ben@buyer.com>\nEnvoyé : mardi 3 mars 2026 10:15\nÀ : Ada\nObjet : Offre',
  'De: Ben Buyer\nEnviado el: martes, 3 de marzo de 2026 10:15\nPara: Ada\nAsunto: Oferta',
  'Da: Ben Buyer\nInviato: martedì 3 marzo 2026 10:15\nA: Ada\nOggetto: Offerta',
  'Van: Ben Buyer\nVerzonden: dinsdag 3 maart 2026 10:15\nAan: Ada\nOnderwerp: Offerte',
  'De: Ben Buyer\nEnviado: 3 de março de 2026 10:15\nPara: Ada\nAssunto: Proposta',
  'Fra: Ben Buyer\nSendt: 3. marts 2026 10:15\nTil: Ada\nEmne: Tilbud',
  'Från: Ben Buyer\nSkickat: den 3 mars 2026 10:15\nTill: Ada\nÄmne: Offert',
  'Lähettäjä: Ben Buyer\nLähetetty: 3. maaliskuuta 2026 10:15\nVastaanottaja: Ada\nAihe: Tarjous',
  'Od: Ben Buyer\nWysłano: wtorek, 3 marca 2026 10:15\nDo: Ada\nTemat: Oferta',
  'От: Ben Buyer\nОтправлено: 3 марта 2026 г. 10:15\nКому: Ada\nТема: Предложение',
  '发件人: Ben Buyer\n发送时间: 2026年3月3日 10:15\n收件人: Ada\n主题: 报价',
  '差出人: Ben Buyer\n送信日時: 2026年3月3日 10:15\n宛先: Ada\n件名: 見積',
  '*From:* Ben Buyer\n*Sent:* Tuesday\n*To:* Ada\n*Subject:* Offer',
];

test.each(heads)('an older mail below its head "%s" is cut off', (head) => {
  expect(trimReply(`Yes, with pleasure.\n\n${head}\n\nCan you send the offer?\nBen`).own).toBe('Yes, with pleasure.');
});

test('answers between quotes stay, the quotes go', () => {
  const text = `Hi Ben,\n\nOn 3 Mar 2026 10:15, Ben <ben@buyer.com> wrote:\n> When can you deliver?\n\nIn May.\n\n> And the price?\n\nAs agreed.\n\n> Regards, Ben\n`;
  const { own, visible } = trimReply(text);
  expect(own.replace(/\n+/g, ' ')).toBe('Hi Ben, In May. As agreed.');
  expect(visible).toContain('> And the price?');
});

test('an answer below the quote stays when only a greeting stands above it', () => {
  expect(trimReply('Hi Ben,\n\nOn 3 Mar 2026 10:15, Ben <ben@buyer.com> wrote:\n> When?\n\nIn May.').own).toContain('In May.');
});

test('a mail that only forwards has no words of its own', () => {
  expect(
    trimReply('---------- Forwarded message ---------\nFrom: Ben <ben@buyer.com>\nDate: Tue, Mar 3, 2026\nSubject: Offer\nTo: Ada\n\nHello')
      .own,
  ).toBe('');
});

test('words that look like quotes are kept', () => {
  const texts = [
    'Please note:\n\nFrom: Berlin\nTo: Hamburg\nDate: 3 May\n\nSee you there.',
    'As I wrote on Monday:\n\nwe deliver in May.',
    `First part\n\n-----\n\nSecond part\n${'with more words\n'.repeat(20)}end.`,
    'We sent from the warehouse: 3 boxes.\nSent from Hamburg they were last week, all of them.\nMore follows.',
    'a | b\n--|--\n1 | 2',
  ];
  for (const text of texts) expect(trimReply(text).own).toBe(text);
});

test('the signature is cut off and kept apart', () => {
  expect(trimReply('Yes.\n\n-- \nAda Lee\nAcme')).toMatchObject({ own: 'Yes.', signature: 'Ada Lee\nAcme' });
  expect(trimReply('Yes.\n\nGesendet von meinem iPhone').own).toBe('Yes.');
});
