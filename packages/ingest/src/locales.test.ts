import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readAll, textInput } from './testing/text-input.ts';

describe('exports from other countries', () => {
  test('German: semicolons, decimal commas, days first, Windows-1252', async () => {
    const text = [
      'Verkaufschance;Kunde;Phase;Betrag;Währung;Abschlussdatum;Erstellt am;Zuständig;Verlustgrund',
      'Anlage Süd;Müller & Söhne GmbH;Angebot;1.234,50;EUR;31.12.2026;03.02.2026;Jörg Weiß;',
      'Wartung;Größe AG;Gewonnen;12.000,00;EUR;01.03.2026;05.01.2026;Anna Kühn;',
      'Umbau;Größe AG;Verloren;7,00;EUR;02.03.2026;06.01.2026 14:30;Anna Kühn;Preis zu hoch',
    ].join('\r\n');
    const all = await readAll([textInput('Verkaufschancen.csv', iconv.encode(text, 'windows-1252'))], { timeZone: 'Europe/Berlin' });
    expect(all.rejected).toEqual([]);
    const [open, won, lost] = all.of('deals');
    expect(open).toMatchObject({
      name: 'Anlage Süd',
      account: { name: 'Müller & Söhne GmbH' },
      owner: { name: 'Jörg Weiß' },
      stageName: 'Angebot',
      status: 'open',
      amount: { amountMinor: 123_450, currency: 'EUR' },
      expectedCloseOn: '2026-12-31',
      openedAt: '2026-02-02T23:00:00.000Z',
    });
    expect(won).toMatchObject({ status: 'won', closedAt: '2026-02-28T23:00:00.000Z' });
    expect(lost).toMatchObject({
      status: 'lost',
      lossReason: 'Preis zu hoch',
      amount: { amountMinor: 700 },
      openedAt: '2026-01-06T13:30:00.000Z',
    });
    expect(all.plan('.csv').dialect).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(all.inspection.currency).toBe('EUR');
  });

  test('French: non-breaking spaces, euro signs behind, accents', async () => {
    const text = [
      'Nom de l’opportunité;Nom du compte;Étape;Montant;Date de clôture;Propriétaire',
      'Extension Lyon;Société Générale d’Éclairage;Négociation;1\u202f234,50 €;13/02/2027;Zoé Lefèvre',
      'Entretien;Ménard SAS;Gagnée;45\u00a0000,00 €;05/03/2026;Zoé Lefèvre',
    ].join('\n');
    const all = await readAll([textInput('opportunites.csv', `\ufeff${text}`)]);
    expect(all.of('deals')).toMatchObject([
      {
        name: 'Extension Lyon',
        stageName: 'Négociation',
        status: 'open',
        amount: { amountMinor: 123_450, currency: 'EUR' },
        expectedCloseOn: '2027-02-13',
      },
      { name: 'Entretien', status: 'won', amount: { amountMinor: 4_500_000, currency: 'EUR' }, expectedCloseOn: '2026-03-05' },
    ]);
  });

  test('Japanese: Shift-JIS, years first', async () => {
    const text = [
      '商談名,取引先名,フェーズ,金額,完了予定日,作成日,担当者',
      '東京工場の更新,株式会社山田製作所,提案,"1,200,000",2027年2月28日,2026年1月15日,佐藤花子',
      '大阪支店の新規導入,鈴木商事株式会社,受注,"350,000",2026年3月1日,2026年1月20日,高橋一郎',
      '名古屋の保守契約,田中電機株式会社,失注,"90,000",2026年4月1日,2026年2月3日,高橋一郎',
    ].join('\r\n');
    const all = await readAll([textInput('商談.csv', iconv.encode(text, 'shift_jis'))], { currency: 'JPY' });
    expect(all.plan('.csv').dialect.encoding).toBe('Shift_JIS');
    expect(all.of('deals')).toMatchObject([
      {
        name: '東京工場の更新',
        status: 'open',
        amount: { amountMinor: 1_200_000, currency: 'JPY' },
        expectedCloseOn: '2027-02-28',
        owner: { name: '佐藤花子' },
      },
      { status: 'won' },
      { status: 'lost' },
    ]);
  });

  test('Polish: Windows-1250', async () => {
    const text =
      'Imię;Nazwisko;Firma;Adres e-mail;Telefon;Stanowisko\r\nŁukasz;Wiśniewski;Żółw Sp. z o.o.;lukasz@zolw.example;+48 601 234 567;Kierownik sprzedaży\r\nMałgorzata;Pająk;Źródło S.A.;m@zrodlo.example;+48 602 234 567;Główna księgowa';
    const all = await readAll([textInput('kontakty.csv', iconv.encode(text, 'windows-1250'))]);
    expect(all.of('contacts')).toMatchObject([
      {
        name: 'Łukasz Wiśniewski',
        firstName: 'Łukasz',
        lastName: 'Wiśniewski',
        account: { name: 'Żółw Sp. z o.o.' },
        title: 'Kierownik sprzedaży',
      },
      { name: 'Małgorzata Pająk' },
    ]);
  });

  test.each([
    ['es', 'Nombre del negocio,Cuenta,Etapa,Importe,Fecha de cierre,Propietario,Motivo de pérdida'],
    ['it', 'Nome trattativa,Azienda,Fase,Importo,Data di chiusura,Proprietario,Motivo perdita'],
    ['pt', 'Nome do negócio,Conta,Etapa,Valor,Data de fechamento,Proprietário,Motivo da perda'],
    ['nl', 'Dealnaam,Bedrijf,Fase,Bedrag,Sluitdatum,Eigenaar,Verliesreden'],
    ['pl', 'Nazwa szansy,Firma,Etap,Kwota,Data zamknięcia,Właściciel,Powód utraty'],
    ['sv', 'Affärsnamn,Företag,Fas,Belopp,Slutdatum,Ägare,Förlustorsak'],
  ])('headers in %s', async (_, header) => {
    const all = await readAll([
      textInput('export.csv', `${header}\nNorth,Kestrel,Demo,1200,25/03/2027,Dana Reyes,\nSouth,Morrow,Demo,99,14/03/2027,Dana Reyes,\n`),
    ]);
    expect(all.of('deals')[0]).toMatchObject({
      name: 'North',
      account: { name: 'Kestrel' },
      stageName: 'Demo',
      amount: { amountMinor: 120_000 },
      expectedCloseOn: '2027-03-25',
      owner: { name: 'Dana Reyes' },
    });
  });

  test('a first umlaut far below the beginning still settles the encoding', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => `Deal ${index},Demo,${index},Dana Reyes`);
    const text = ['Deal name,Stage,Amount,Owner', ...rows, 'Größe,Demo,1,Jörg Weiß'].join('\n');
    const all = await readAll([textInput('deals.csv', iconv.encode(text, 'windows-1252'))]);
    expect(all.of('deals').at(-1)).toMatchObject({ name: 'Größe', owner: { name: 'Jörg Weiß' } });
    expect(all.plan('deals.csv').dialect.encoding).toBe('windows-1252');
  });

  test('one date beyond the 12th decides for the whole column; the file beside it follows', async () => {
    const deals = 'Deal name,Stage,Close date,Amount\nA,Demo,03/04/2027,1\nB,Demo,25/04/2027,1\n';
    const leads = 'Lead name,Company,Email,Lead status,Created\nC,Kestrel,c@kestrel.example,New,05/06/2026\n';
    const all = await readAll([textInput('deals.csv', deals), textInput('leads.csv', leads)]);
    expect(all.of('deals')[0]?.expectedCloseOn).toBe('2027-04-03');
    expect(all.of('leads')[0]?.createdAt).toBe('2026-06-05T00:00:00.000Z');
  });
});
