import { describe, expect, test } from 'vitest';
import { readAll, textInput } from './testing/text-input.ts';

const deal = {
  name: 'North',
  account: { name: 'Kestrel' },
  owner: { name: 'Dana Reyes' },
  status: 'open',
  amount: { amountMinor: 3_650_000 },
  expectedCloseOn: '2027-02-28',
};

/** Column names as the systems write them when their users have set them to another language. */
const exports: readonly (readonly [system: string, name: string, header: string, row: string])[] = [
  [
    'salesforce',
    'report1.csv',
    'Opportunity-Inhaber,Accountname,Opportunity-Name,Phase,Geschäftsquartal,Betrag,Wahrscheinlichkeit (%),Alter,Schlusstermin,Erstelldatum,Nächster Schritt,Lead-Quelle,Opportunity-ID',
    'Dana Reyes,Kestrel,North,Verhandlung,Q1-2027,"36.500,00",10,178,28.02.2027,16.08.2026,,Empfehlung,0061G000000001X',
  ],
  [
    'salesforce',
    'report2.csv',
    "Propriétaire de l'opportunité,Nom du compte,Nom de l'opportunité,Étape,Période fiscale,Montant,Probabilité (%),Âge,Date de clôture,Date de création,Étape suivante,Origine de la piste,ID d'opportunité",
    'Dana Reyes,Kestrel,North,Négociation,Q1-2027,"36500,00",10,178,28/02/2027,16/08/2026,,Web,0061G000000001X',
  ],
  [
    'hubspot',
    'hubspot-crm-exports-alle-deals.csv',
    'Datensatz-ID,Dealname,Deal-Phase,Abschlussdatum,Deal-Inhaber,Betrag,Pipeline,Erstellungsdatum,Zugehöriges Unternehmen,Nächster Schritt',
    '7001,North,Qualifizierung (Vertriebspipeline),2027-02-28 17:00,Dana Reyes,36500,Vertriebspipeline,2026-08-16 09:30,Kestrel,',
  ],
  [
    'pipedrive',
    'deals.csv',
    'Deal - ID,Deal - Titel,Deal - Besitzer,Deal - Wert,Deal - Währung von Wert,Deal - Organisation,Deal - Phase,Deal - Status,Deal - Deal erstellt,Deal - Gewonnen-Zeit,Deal - Verloren-Zeit,Deal - Voraussichtliches Abschlussdatum',
    '1,North,Dana Reyes,36500,EUR,Kestrel,Angebot,Offen,2026-08-16 09:30:00,,,2027-02-28',
  ],
  [
    'dynamics',
    'Alle Verkaufschancen.csv',
    '(Nicht ändern) Verkaufschance,(Nicht ändern) Zeilenprüfsumme,(Nicht ändern) Geändert am,Thema,Firma,Gesch. Abschlussdatum,Gesch. Umsatz,Status,Pipelinephase,Besitzer,Erstellt am',
    '000007d1-aaaa-4bbb-8ccc-0123456789ab,x,01.11.2026,North,Kestrel,28.02.2027,"36.500,00",Offen,Angebot,Dana Reyes,16.08.2026 09:30',
  ],
  [
    'zoho',
    'Deals_001.csv',
    'Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Created Time',
    'zcrm_3,,Dana Reyes,"€ 36.500,00",North,28.02.2027,,Kestrel,Negotiation,16.08.2026 09:30',
  ],
  [
    'file',
    'chancen.csv',
    'Nr;Bezeichnung;Kunde;Status;Auftragswert EUR;erwartet am;Vertriebler',
    '1;North;Kestrel;in Verhandlung;36.500,00;28.02.2027;Dana Reyes',
  ],
];

describe('systems set to another language', () => {
  test.each(exports)('%s: %s', async (system, name, header, row) => {
    const all = await readAll([textInput(name, `${header}\n${row}\n`)]);
    expect(all.plan(name)).toMatchObject({ system, kind: 'deals' });
    expect(all.rejected).toEqual([]);
    const { key: _, ...account } = all.of('deals')[0]?.account ?? {};
    expect({ ...all.of('deals')[0], account }).toMatchObject(deal);
  });
  test('an amount column may carry its currency in its name', async () => {
    const all = await readAll([textInput('chancen.csv', 'Bezeichnung;Kunde;Phase;Auftragswert EUR\nNorth;Kestrel;Angebot;36.500,00\n')]);
    expect(all.of('deals')[0]?.amount).toEqual({ amountMinor: 3_650_000, currency: 'EUR' });
  });
  test('a column named like an id that several rows share is no id: no row swallows another', async () => {
    const all = await readAll([textInput('deals.csv', 'Reference,Deal name,Stage,Amount\nA1,North,Demo,1\nA1,South,Demo,2\n')]);
    expect(new Set(all.of('deals').map((one) => one.key)).size).toBe(2);
  });
});
