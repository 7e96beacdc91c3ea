import type { RecordKind } from '@windshield/core';

/** Words by which systems and people name what a file or a prefixed column is about. */
export const kindWords: readonly (readonly [RegExp, RecordKind])[] = [
  [/field.?history|property.?history|change|stage.?history/i, 'changes'],
  [/deal|opportunit|pipeline|verkaufschance|potential|oportunidad|opportunità|affaire|szans|affär|negocio|chancen?\b|商談/i, 'deals'],
  [/lead/i, 'leads'],
  [/contact|people|person|kontakt|ansprechpartner|osob/i, 'contacts'],
  [/account|compan|organi[sz]|firm|kund|client|empresa|azienda|entreprise|bedrij|företag|customer|klien/i, 'accounts'],
  [/product|artikel|produkt|price.?list|prodotti/i, 'products'],
  [/interaction|activit|aktivit|task|event|call|meeting|email|engagement/i, 'interactions'],
  [/user|owner|sales.?team|sales.?rep|seller|benutzer|employee|mitarbeiter/i, 'users'],
  [/next.?step/i, 'nextSteps'],
  [/note|notiz/i, 'notes'],
  [/need/i, 'needs'],
  [/outcome/i, 'outcomes'],
  [/target|quota|goal|ziel/i, 'targets'],
  [/cost|expense|kosten|spend/i, 'costs'],
  [/rate|currenc|kurs/i, 'rates'],
];
