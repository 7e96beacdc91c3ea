export const dealWords: Readonly<Record<string, string>> = {
  externalId: 'opportunity id, opportunityid, deal id, dealid, opportunity number, deal number, potential id, chancen-id, deal-id',
  name: 'name, deal name, dealname, opportunity name, topic, title, deal, opportunity, potential name, subject, deal title, dealname, verkaufschance, name der verkaufschance, opportunity-name, geschäft, thema, betreff, bezeichnung, nom de l’opportunité, nom de la transaction, opportunité, affaire, transaction, intitulé, nombre del negocio, nombre de la oportunidad, oportunidad, negocio, tema, nome opportunità, opportunità, trattativa, nome trattativa, affare, nome do negócio, oportunidade, nome da oportunidade, negócio, dealnaam, verkoopkans, onderwerp, naam deal, nazwa szansy, szansa sprzedaży, nazwa transakcji, szansa, temat, affärsmöjlighet, affär, affärsnamn, ämne, säljmöjlighet, 商談名, 案件名',
  'account.key':
    'account id, accountid, company id, associated company ids, associated company id, primary associated company id, account name.id, organization id, organisation id, customer id, potential customer id, deal company id',
  account:
    'account name, account, company, company name, associated company, primary associated company, organization, organisation, customer, customer name, client, potential customer, firma, unternehmen, kunde, kundenname, firmenname, account-name, entreprise, société, compte, nom du compte, client, empresa, cuenta, nombre de la cuenta, cliente, compañía, azienda, società, nome account, conta, nome da conta, bedrijf, klant, accountnaam, klantnaam, firma, klient, nazwa firmy, kontrahent, företag, kund, kundnamn, 取引先名, 会社名, 顧客名',
  'contact.key': 'contact id, contactid, associated contact ids, associated contact id, contact name.id, person id, primary contact id',
  contact:
    'contact, contact name, associated contact, associated contacts, contact person, person, primary contact, buyer, kontakt, ansprechpartner, kontaktperson, contact principal, interlocuteur, contacto, nombre del contacto, persona de contacto, contatto, referente, contato, pessoa de contato, contactpersoon, osoba kontaktowa, kontaktperson',
  'owner.key': 'deal owner.id, opportunity owner id, deal owner id',
  owner:
    'deal owner, opportunity owner, potential owner, inhaber der verkaufschance, deal-inhaber, propriétaire de la transaction, propriétaire de l’opportunité, propietario del negocio, propietario de la oportunidad, proprietario trattativa, proprietario opportunità, proprietário do negócio, proprietário da oportunidade, dealeigenaar, eigenaar verkoopkans, właściciel szansy, affärsägare, ägare av affärsmöjlighet',
  pipelineName:
    'pipeline, deal pipeline, sales pipeline, pipeline name, deal pipeline id, vertriebspipeline, sales process, process, vertriebsprozess',
  stageName:
    'stage, deal stage, dealstage, stage name, stagename, sales stage, opportunity stage, pipeline phase, pipeline stage, step, deal pipeline stage id, phase, verkaufsphase, vertriebsphase, stufe, étape, phase de la transaction, étape de vente, phase de vente, etapa, etapa del negocio, fase, fase de venta, fase trattativa, fase di vendita, etapa do negócio, fase da venda, dealfase, verkoopfase, etap, etap sprzedaży, faza, fas, affärsfas, säljfas, ステージ, フェーズ',
  statusName:
    'status, deal status, opportunity status, state, outcome, won/lost, is won/lost, statut, état, estado, estado del negocio, stato, stato trattativa, situação, status deal, statut de la transaction, ergebnis, résultat, resultado, esito, uitkomst, wynik, utfall, 状態, ステータス',
  isClosed: 'is closed, isclosed, closed, is deal closed?, geschlossen, fermée, cerrada, cerrado, chiusa, gesloten, zamknięta, stängd',
  isWon: 'is won, iswon, won, is closed won, gewonnen, gagnée, ganada, ganado, vinta, ganha, gewonnen, wygrana, vunnen',
  amount:
    'amount, value, deal value, deal amount, opportunity amount, est revenue, estimated revenue, est. revenue, total value, total, revenue, price, sum, close value, contract value, amount in company currency, erwarteter umsatz, geschätzter umsatz, betrag, wert, auftragswert, volumen, summe, umsatz, montant, valeur, montant de la transaction, revenu estimé, chiffre d’affaires, importe, valor, monto, cantidad, ingresos estimados, importo, valore, ricavo stimato, ammontare, montante, valor do negócio, receita estimada, bedrag, waarde, geschatte omzet, omzet, kwota, wartość, wartość szansy, belopp, värde, summa, beräknad intäkt, 金額',
  actualAmount:
    'actual revenue, actual value, won amount, tatsächlicher umsatz, revenu réel, ingresos reales, ricavo effettivo, receita real, werkelijke omzet, rzeczywisty przychód, faktisk intäkt',
  openedAt:
    'opened, opened at, open date, engage date, start date, opportunity created, deal created, opened on, eröffnet am, startdatum, date d’ouverture, fecha de apertura, data di apertura, data de abertura, startdatum, data otwarcia, öppnad',
  expectedCloseOn:
    'expected close date, expected close, est close date, est. close date, estimated close date, expected closing date, forecast close date, target date, planned close, erwartetes abschlussdatum, voraussichtlicher abschluss, geschätztes abschlussdatum, erwarteter abschluss, geplanter abschluss, date de clôture prévue, date de fermeture prévue, date de signature prévue, clôture estimée, fecha de cierre prevista, fecha estimada de cierre, cierre previsto, data di chiusura prevista, chiusura prevista, data stimata di chiusura, data de fechamento prevista, data prevista de fechamento, fecho previsto, verwachte sluitdatum, verwachte afsluitdatum, geschatte sluitingsdatum, przewidywana data zamknięcia, planowana data zamknięcia, oczekiwana data zamknięcia, förväntat avslutsdatum, beräknat slutdatum, förväntat stängningsdatum, 完了予定日',
  closedAt:
    'actual close date, closed date, closed at, closed on, closed time, date closed, end date, tatsächliches abschlussdatum, abgeschlossen am, geschlossen am, date de clôture réelle, fecha de cierre real, data di chiusura effettiva, data real de fechamento, werkelijke sluitdatum, rzeczywista data zamknięcia, faktiskt slutdatum',
  closeOn:
    'close date, closedate, closing date, close, abschlussdatum, schlusstermin, abschluss, schlussdatum, abschlusstermin, date de clôture, date de fermeture, clôture, fecha de cierre, cierre, data di chiusura, chiusura, data de fechamento, fechamento, data de fecho, sluitdatum, afsluitdatum, sluitingsdatum, data zamknięcia, zamknięcie, slutdatum, avslutsdatum, stängningsdatum, 完了日, クローズ日',
  wonAt:
    'won time, won at, won date, won on, gewonnen am, gagné le, date de gain, ganado el, fecha de ganado, vinto il, ganho em, gewonnen op, data wygranej, vunnen den',
  lostAt:
    'lost time, lost at, lost date, lost on, verloren am, perdu le, date de perte, perdido el, fecha de pérdida, perso il, perdido em, verloren op, data utraty, förlorad den',
  lossReason:
    'loss reason, lost reason, status reason, statusgrund, raison du statut, razón para el estado, motivo stato, closed lost reason, reason for loss, reason lost, lossreason, why lost, verlustgrund, grund für verlust, ablehnungsgrund, motif de perte, raison de la perte, raison perte, motivo de pérdida, razón de pérdida, motivo perdita, motivo della perdita, motivo da perda, verliesreden, reden verlies, reden van verlies, powód utraty, przyczyna utraty, powód przegranej, förlustorsak, anledning till förlust, 失注理由',
  competitor:
    'competitor, main competitor, competitors, lost to, wettbewerber, konkurrent, mitbewerber, concurrent, competidor, concorrente, concurrent, konkurencja, konkurent, 競合',
  leadSource:
    'lead source, leadsource, deal source, source, source channel, originating source, origin, original source, original source type, herkunft, quelle, lead-quelle, ursprüngliche quelle, source, origine, source du lead, fuente, origen, fuente del lead, fonte, origine, fonte do lead, origem, bron, herkomst, leadbron, źródło, źródło pochodzenia, källa, ursprung, リードソース',
  type: 'type, deal type, dealtype, opportunity type, art, typ, type de transaction, tipo, tipo de negocio, tipo trattativa, tipo de negócio, soort, rodzaj, affärstyp',
  statedProbability:
    'probability, probability (%), deal probability, win probability, chance, wahrscheinlichkeit, abschlusswahrscheinlichkeit, probabilité, probabilidad, probabilità, probabilidade, waarschijnlijkheid, kans, prawdopodobieństwo, sannolikhet, 確度',
  nextStep:
    'next step, nextstep, next steps, next activity, next action, nächster schritt, nächste schritte, nächste aktivität, prochaine étape, prochaine action, próximo paso, siguiente paso, prossimo passo, próxima etapa, próximo passo, volgende stap, następny krok, nästa steg, 次のステップ',
  nextStepDueOn: 'next step due, next step date, next activity date, nächste aktivität am, date de la prochaine étape',
  need: 'need, needs, customer need, customer problem, problem, pain, bedarf, besoin, necesidad, bisogno, necessidade, behoefte, potrzeba, behov',
  product: 'product, product name, products, item, produkt, artikel, produit, producto, prodotto, produto, produktname, productnaam, 商品',
  'product.key': 'product id, product 2 id',
  quantity: 'quantity, qty, menge, anzahl, quantité, cantidad, quantità, quantidade, hoeveelheid, aantal, ilość, antal, 数量',
};
