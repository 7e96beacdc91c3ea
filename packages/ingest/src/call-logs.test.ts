import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InteractionRecord } from '@windshield/core';
import { describe, expect, test } from 'vitest';
import { openInputs } from './index.ts';
import { type ReadAll, readAll } from './testing/text-input.ts';

const berlin = { timeZone: 'Europe/Berlin' };

/** Through a real file, as an import opens it. */
async function readLog(name: string, content: string, options = berlin): Promise<ReadAll> {
  const folder = await mkdtemp(path.join(tmpdir(), 'windshield-calls-'));
  await writeFile(path.join(folder, name), content);
  const opened = await openInputs([folder]);
  try {
    return await readAll(opened.inputs, options);
  } finally {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A call in one line: when, which way, state, minutes, who on their side, who on ours. */
function line(call: InteractionRecord): string {
  const theirRole = call.direction === 'in' ? 'from' : 'to';
  const side = (isTheirs: boolean) =>
    call.participants
      .filter(({ role }) => (role === theirRole) === isTheirs)
      .map(({ address, contact, user }) => [address, contact?.name, user?.name ?? user?.email].filter(Boolean).join(' '))
      .join('+') || '-';
  return [
    call.occurredAt.slice(0, 19),
    call.type,
    call.direction,
    call.state,
    call.durationMinutes ?? '-',
    side(true),
    '|',
    side(false),
  ].join(' ');
}

async function lines(name: string, content: string, options = berlin): Promise<string[]> {
  const all = await readLog(name, content, options);
  expect(all.rejected).toEqual([]);
  expect(all.inspection.files[0]).toMatchObject({ kind: 'interactions' });
  return all.of('interactions').map(line);
}

describe('call logs of telephone systems', () => {
  test('a log with day and time apart, and the length in minutes', async () => {
    expect(
      await lines(
        'export.csv',
        `Call Date,Call Time,Direction,Phone Number,Contact,Duration (min),Agent,Notes
2026-02-14,09:30,Outgoing,+49 30 1234567,Anna Weber,12,Dana Reyes,Spoke about the offer
2026-02-14,14:05,Missed,030 1234567,Anna Weber,0,Dana Reyes,
2026-07-15,08:00,Incoming,+1 650 555 0100,,3,Dana Reyes,
`,
      ),
    ).toEqual([
      '2026-02-14T08:30:00 call out done 12 +49301234567 Anna Weber | Dana Reyes',
      '2026-02-14T13:05:00 call in cancelled - +49301234567 Anna Weber | Dana Reyes',
      '2026-07-15T06:00:00 call in done 3 +16505550100 | Dana Reyes',
    ]);
  });
  test('a log with both sides and a type', async () => {
    expect(
      await lines(
        'log.csv',
        `Start,Duration,Type,From,To,Result
2026-02-14 09:30:00,05:12,Outgoing,101,+4930123456,Answered
2026-02-14 10:30:00,00:00,Incoming,+4930123456,101,No answer
2026-02-14 11:30:00,01:10,Incoming,+4930123456,101,Voicemail
`,
      ),
    ).toEqual([
      '2026-02-14T08:30:00 call out done 5.2 +4930123456 | 101',
      '2026-02-14T09:30:00 call in cancelled - +4930123456 | 101',
      '2026-02-14T10:30:00 call in cancelled - +4930123456 | 101',
    ]);
  });
  test('Aircall', async () => {
    expect(
      await lines(
        'calls.csv',
        `line,date (TZ offset incl.),time (TZ offset incl.),number timezone,datetime (UTC),country_code,direction,from,to,answered,missed_call_reason,user,duration (total),duration (in call),via,voicemail,tags
Sales DE,2026-02-14,10:30:00,Europe/Berlin,2026-02-14 09:30:00,DE,inbound,+49301234567,+4989555000,Yes,,dana@us.example,75,60,,,
Sales DE,2026-02-14,11:30:00,Europe/Berlin,2026-02-14 10:30:00,DE,inbound,+49301234567,+4989555000,No,no_available_agent,,30,0,,,
Sales DE,2026-02-14,12:30:00,Europe/Berlin,2026-02-14 11:30:00,DE,outbound,+4989555000,+49301234567,Yes,,dana@us.example,310,300,,,
`,
        { timeZone: 'America/New_York' },
      ),
    ).toEqual([
      '2026-02-14T09:30:00 call in done 1 +49301234567 | dana@us.example',
      '2026-02-14T10:30:00 call in cancelled - +49301234567 | +4989555000',
      '2026-02-14T11:30:00 call out done 5 +49301234567 | dana@us.example',
    ]);
  });
  test('RingCentral, with weekdays before the day and faxes among the calls', async () => {
    expect(
      await lines(
        'CallLog.csv',
        `Direction,Type,Phone Number,Name,Date,Time,Action,Action Result,Result Description,Duration
Outgoing,Voice,(650) 555-0100,Anna Weber,Mon 02/16/2026,4:50 PM,VoIP Call,Call connected,,0:02:05
Incoming,Voice,(650) 555-0100,Anna Weber,Mon 02/16/2026,5:50 PM,Phone Call,Missed,,0:00:20
Incoming,Voice,(650) 555-0100,,Tue 02/17/2026,9:00 AM,Phone Call,Voicemail,,0:00:31
Incoming,Fax,(650) 555-0111,,Tue 02/17/2026,9:10 AM,Incoming Fax,Received,,0:00:40
`,
        { timeZone: 'America/Los_Angeles' },
      ),
    ).toEqual([
      '2026-02-17T00:50:00 call out done 2.1 +16505550100 Anna Weber | -',
      '2026-02-17T01:50:00 call in cancelled - +16505550100 Anna Weber | -',
      '2026-02-17T17:00:00 call in cancelled - +16505550100 | -',
      '2026-02-17T17:10:00 other in done 0.7 +16505550111 | -',
    ]);
  });
  test('Zoom Phone', async () => {
    expect(
      await lines(
        'call_history.csv',
        `Call ID,Direction,Caller Name,Caller Number,Callee Name,Callee Number,Start Time,Duration,Result,Site
7412345678901234567,Inbound,Anna Weber,+49301234567,Dana Reyes,801,2026-02-14 09:30:00,00:03:20,Connected,Main
7412345678901234568,Outbound,Dana Reyes,801,Anna Weber,+49301234567,2026-02-14 10:30:00,00:00:00,No Answer,Main
`,
      ),
    ).toEqual([
      '2026-02-14T08:30:00 call in done 3.3 +49301234567 Anna Weber | 801 Dana Reyes',
      '2026-02-14T09:30:00 call out cancelled - +49301234567 Anna Weber | 801 Dana Reyes',
    ]);
  });
  test('3CX, whose sides alone say which way', async () => {
    expect(
      await lines(
        '3cx.csv',
        `Call Time,Caller ID,Destination,Status,Ringing,Talking,Cost,Call Activity Details
2026-02-14 09:30:00,Dana Reyes (101),+49301234567,Answered,00:00:05,00:04:00,0,
2026-02-14 10:30:00,Anna Weber (+49301234567),Dana Reyes (101),Unanswered,00:00:20,,0,
2026-02-14 11:30:00,Dana Reyes (101),+49301234567,Missed,00:00:20,,0,
`,
      ),
    ).toEqual([
      '2026-02-14T08:30:00 call out done 4 +49301234567 | 101 Dana Reyes',
      '2026-02-14T09:30:00 call in cancelled - +49301234567 Anna Weber | 101 Dana Reyes',
      '2026-02-14T10:30:00 call out cancelled - +49301234567 | 101 Dana Reyes',
    ]);
  });
  test('Asterisk, whose duration rings too and whose billsec talks', async () => {
    expect(
      await lines(
        'Master.csv',
        `calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,userfield
2026-02-14 09:30:00,"""Dana Reyes"" <101>",101,0301234567,from-internal,PJSIP/101-1,PJSIP/trunk-1,Dial,x,72,60,ANSWERED,3,,1771057800.11,
2026-02-14 10:30:00,"""Anna"" <0301234567>",0301234567,101,from-trunk,PJSIP/trunk-2,PJSIP/101-2,Dial,x,20,0,NO ANSWER,3,,1771061400.12,
2026-02-14 11:30:00,"""Dana Reyes"" <101>",101,0301234567,from-internal,PJSIP/101-3,PJSIP/trunk-3,Dial,x,5,0,BUSY,3,,1771065000.13,
`,
      ),
    ).toEqual([
      '2026-02-14T08:30:00 call out done 1 +49301234567 | 101',
      '2026-02-14T09:30:00 call in cancelled - +49301234567 | 101',
      '2026-02-14T10:30:00 call out cancelled - +49301234567 | 101',
    ]);
  });
  test('Twilio', async () => {
    expect(
      await lines(
        'twilio.csv',
        `Call Sid,From,To,Status,Direction,Start Time,End Time,Duration,Price
CA0123456789abcdef0123456789abcdef,+16505550199,+16505550100,completed,outbound-dial,2026-02-14T09:30:00Z,2026-02-14T09:30:45Z,45,-0.01
CA0123456789abcdef0123456789abcdee,+16505550199,+16505550100,no-answer,outbound-api,2026-02-14T10:30:00Z,2026-02-14T10:30:00Z,0,
CA0123456789abcdef0123456789abcded,+16505550100,+16505550199,completed,inbound,2026-02-14T11:30:00Z,2026-02-14T11:31:00Z,60,-0.01
`,
      ),
    ).toEqual([
      '2026-02-14T09:30:00 call out done 0.8 +16505550100 | +16505550199',
      '2026-02-14T10:30:00 call out cancelled - +16505550100 | +16505550199',
      '2026-02-14T11:30:00 call in done 1 +16505550100 | +16505550199',
    ]);
  });
  test('sipgate and Placetel in German', async () => {
    expect(
      await lines(
        'ereignisliste.csv',
        `id;direction;status;source;sourceAlias;target;targetAlias;created;duration
90000001;INCOMING;PICKUP;+49301234567;Anna Weber;+4989555000;Dana Reyes;2026-02-14T09:30:00Z;95
90000002;MISSED_INCOMING;NOPICKUP;+49301234567;Anna Weber;+4989555000;Dana Reyes;2026-02-14T10:30:00Z;0
90000003;OUTGOING;BUSY;+4989555000;Dana Reyes;+49301234567;Anna Weber;2026-02-14T11:30:00Z;0
`,
      ),
    ).toEqual([
      '2026-02-14T09:30:00 call in done 1.6 +49301234567 Anna Weber | +4989555000 Dana Reyes',
      '2026-02-14T10:30:00 call in cancelled - +49301234567 Anna Weber | +4989555000 Dana Reyes',
      '2026-02-14T11:30:00 call out cancelled - +49301234567 Anna Weber | +4989555000 Dana Reyes',
    ]);
    expect(
      await lines(
        'anrufliste.csv',
        `Datum;Uhrzeit;Typ;Von;An;Dauer;Mitarbeiter
14.02.2026;10:30;Eingehend;030 1234567;Zentrale (10);3 Min. 20 Sek.;Dana Reyes
14.02.2026;11:30;Verpasst;anonym;Zentrale (10);;
14.02.2026;12:30;Ausgehend;Dana Reyes (12);0043 1 234567;45 s;Dana Reyes
`,
      ),
    ).toEqual([
      '2026-02-14T09:30:00 call in done 3.3 +49301234567 | Dana Reyes',
      '2026-02-14T10:30:00 call in cancelled - - | 10 Zentrale',
      '2026-02-14T11:30:00 call out done 0.8 +431234567 | Dana Reyes',
    ]);
  });
  test('Dialpad, which names the user and not the other side', async () => {
    expect(
      await lines(
        'dialpad.csv',
        `call_id,category,direction,external_number,internal_number,date_started,date_connected,date_ended,target_id,target_kind,name,email,talk_duration
5001234567890123,incoming,inbound,+16505550100,+16505550199,2026-02-14 09:30:00.000000,2026-02-14 09:30:10,2026-02-14 09:31:40,1,user,Dana Reyes,dana@us.example,1.5
5001234567890124,missed,inbound,+16505550100,+16505550199,2026-02-14 10:30:00.000000,,2026-02-14 10:30:40,1,user,Dana Reyes,dana@us.example,0
`,
        { timeZone: 'UTC' },
      ),
    ).toEqual([
      '2026-02-14T09:30:00 call in done 1.5 +16505550100 | Dana Reyes',
      '2026-02-14T10:30:00 call in cancelled - +16505550100 | Dana Reyes',
    ]);
  });
  test('the backup of an Android phone, whose types are numbers', async () => {
    expect(
      await lines(
        'calls-20260214.csv',
        `number,duration,date,type,readable_date,contact_name
+49301234567,125,1771057800000,2,"Feb 14, 2026 9:30:00 AM",Anna Weber
+49301234567,0,1771061400000,3,"Feb 14, 2026 10:30:00 AM",Anna Weber
+49301234567,33,1771065000000,1,"Feb 14, 2026 11:30:00 AM",(Unknown)
`,
      ),
    ).toEqual([
      '2026-02-14T08:30:00 call out done 2.1 +49301234567 Anna Weber | -',
      '2026-02-14T09:30:00 call in cancelled - +49301234567 Anna Weber | -',
      '2026-02-14T10:30:00 call in done 0.6 +49301234567 | -',
    ]);
  });
  test('the backup of an iPhone', async () => {
    expect(
      await lines(
        'Call history.csv',
        `Call type,Date,Duration,Number,Contact,Location,Service
Outgoing,2026-02-14 09:30:00,00:02:05,+49301234567,Anna Weber,Germany,Phone
Missed,2026-02-14 10:30:00,00:00:00,+49301234567,Anna Weber,Germany,Phone
`,
      ),
    ).toEqual([
      '2026-02-14T08:30:00 call out done 2.1 +49301234567 Anna Weber | -',
      '2026-02-14T09:30:00 call in cancelled - +49301234567 Anna Weber | -',
    ]);
  });
});

describe('call logs that nobody has described', () => {
  test('are known by what their cells hold, whatever their headers say', async () => {
    expect(
      await lines(
        'report.csv',
        `Col A,Col B,Col C,Col D
14/02/2026 09:30,+49 30 1234567,incoming,03:20
15/02/2026 10:30,+49 30 1234567,outgoing,00:45
`,
      ),
    ).toEqual(['2026-02-14T08:30:00 call in done 3.3 +49301234567 | -', '2026-02-15T09:30:00 call out done 0.8 +49301234567 | -']);
  });
  test('between long numbers, ours is the one that is always there', async () => {
    const calls = await lines(
      'cdr.csv',
      `Start Time,From,To,Duration
2026-02-14 09:30:00,+4989555000,+49301234567,100
2026-02-14 10:30:00,+49301234568,+4989555000,200
2026-02-14 11:30:00,+4989555000,+49301234569,300
`,
    );
    expect(calls.map((call) => call.split(' ')[2])).toEqual(['out', 'in', 'out']);
  });
  test.each([
    [
      'French',
      'Date;Heure;Sens;Numéro;Durée;Collaborateur\n14/02/2026;09:30;Entrant;01 23 45 67 89;3 min 20 s;Dana Reyes\n14/02/2026;10:30;Manqué;01 23 45 67 89;0 s;\n',
      'Europe/Paris',
      '+33123456789',
    ],
    [
      'Spanish',
      'Fecha;Hora;Tipo;Teléfono;Duración\n14/02/2026;09:30;Entrante;912 345 678;0:03:20\n14/02/2026;10:30;Perdida;912 345 678;0:00:00\n',
      'Europe/Madrid',
      '+34912345678',
    ],
    [
      'Italian',
      'Data;Ora;Direzione;Numero;Durata\n14/02/2026;09:30;In arrivo;06 1234 5678;3:20\n14/02/2026;10:30;Persa;06 1234 5678;0:00\n',
      'Europe/Rome',
      '+390612345678',
    ],
    [
      'Polish',
      'Data;Godzina;Kierunek;Numer;Czas trwania\n14.02.2026;09:30;Przychodzące;22 123 45 67;3:20\n14.02.2026;10:30;Nieodebrane;22 123 45 67;0:00\n',
      'Europe/Warsaw',
      '+48221234567',
    ],
    [
      'Swedish',
      'Datum;Tid;Riktning;Nummer;Varaktighet\n2026-02-14;09:30;Inkommande;08-123 456 78;3:20\n2026-02-14;10:30;Missat;08-123 456 78;0:00\n',
      'Europe/Stockholm',
      '+46812345678',
    ],
    [
      'Japanese',
      '通話日時,方向,電話番号,通話時間\n2026-02-14 09:30,着信,03-1234-5678,3:20\n2026-02-14 10:30,不在着信,03-1234-5678,0:00\n',
      'Asia/Tokyo',
      '+81312345678',
    ],
  ])('in %s', async (_, content, timeZone, number) => {
    const all = await readLog('log.csv', content, { timeZone });
    expect(
      all.of('interactions').map(({ type, direction, state, durationMinutes, participants }) => ({
        type,
        direction,
        state,
        durationMinutes,
        to: participants.at(-1)?.address,
      })),
    ).toEqual([
      { type: 'call', direction: 'in', state: 'done', durationMinutes: 3.3, to: number },
      { type: 'call', direction: 'in', state: 'cancelled', durationMinutes: undefined, to: number },
    ]);
  });
});

describe('what is no call log stays what it is', () => {
  test.each([
    ['contacts.csv', 'First name,Last name,Phone,Mobile,Created\nAnna,Weber,+49301234567,+491701234567,2026-02-14\n', 'contacts'],
    [
      'call list.csv',
      'Name,Company,Phone,Email,Status,Created\nAnna Weber,Acme,+49301234567,a@acme.example,No answer,2026-02-14\n',
      undefined,
    ],
    [
      'activities.csv',
      'Type,Date,Direction,Phone,Duration,Subject\nCall,2026-02-14 09:30,Outbound,+49301234567,10,Talk\nMeeting,2026-02-14 10:30,,,60,Demo\n',
      'interactions',
    ],
    [
      'messages.csv',
      'From,To,Body,Status,SentDate,Direction\n+16505550199,+16505550100,Hello,delivered,2026-02-14 09:30:00,outbound-api\n+16505550100,+16505550199,Hi,received,2026-02-14 09:31:00,inbound\n',
      undefined,
    ],
    [
      'people.csv',
      'first_name,last_name,status,phone_work,phone_other,first_seen\nAnna,Weber,in-contract,650-555-0100,650-555-0101,2026-02-14\n',
      'contacts',
    ],
  ])('%s', async (name, content, kind) => {
    const { inspection } = await readLog(name, content);
    if (kind) expect(inspection.files[0]?.kind).toBe(kind);
    expect(
      inspection.files[0]?.columns.some(
        ({ field }) => field === 'fromPhone' || (field === 'phone' && inspection.files[0]?.kind === 'interactions'),
      ),
    ).toBe(false);
  });
});

test('the same log again gives the same keys, though names in the phone book changed', async () => {
  const log = (name: string) =>
    `Date,Direction,Number,Contact,Duration\n2026-02-14 09:30:00,Incoming,+49301234567,${name},3:20\n2026-02-14 09:30:00,Outgoing,+49301234567,${name},3:20\n`;
  const [before, after] = [await readLog('calls.csv', log('Anna')), await readLog('calls.csv', log('Anna Weber'))];
  const keys = before.of('interactions').map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
  expect(after.of('interactions').map(({ key }) => key)).toEqual(keys);
});

test('a missed call keeps what the log calls it', async () => {
  const all = await readLog(
    'calls.csv',
    'Date,Direction,Number,Result,Duration\n2026-02-14 09:30:00,Outgoing,+49301234567,Busy,0:00\n2026-02-14 10:30:00,Outgoing,+49301234567,Answered,1:00\n',
  );
  expect(all.of('interactions').map(({ custom }) => custom)).toEqual([{ Result: 'Busy' }, undefined]);
});

test('rows of a call log that cannot be read say why', async () => {
  const all = await readLog(
    'calls.csv',
    `Date,Direction,Number,Duration\n${'2026-02-14 09:30:00,Incoming,+49301234567,3:20\n'.repeat(20)}soon,Incoming,+49301234567,3:20\n2026-02-14 09:30:00,Incoming,+49301234567,long\n`,
  );
  expect(all.rejected.map(({ reason }) => reason)).toEqual([
    'column Date: "soon" is not a date; expected a day such as 2026-02-28, with or without a time',
    'column Duration: "long" is not the length of a call; expected one such as 3:20 or 200',
  ]);
});
