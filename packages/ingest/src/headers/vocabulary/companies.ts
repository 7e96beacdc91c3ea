export const accountWords: Readonly<Record<string, string>> = {
  name: 'name, account name, company name, company, account, organization name, organisation name, organization, organisation, customer, customer name, client, client name, business name, firm, firma, firmenname, unternehmen, unternehmensname, kunde, kundenname, organisation - name, entreprise, nom de l’entreprise, société, nom du compte, compte, raison sociale, client, empresa, nombre de la empresa, nombre de la cuenta, cuenta, razón social, cliente, azienda, nome azienda, nome account, ragione sociale, società, nome da empresa, conta, nome da conta, bedrijf, bedrijfsnaam, accountnaam, klant, klantnaam, nazwa firmy, nazwa konta, nazwa, klient, kontrahent, företag, företagsnamn, kontonamn, kund, kundnamn, virksomhed, 会社名, 取引先名, 企業名, nom, nombre, nome, naam, namn',
  'parent.key': 'parent id, parent account id, parent company id, parentid, parent account.id, associated parent company id',
  parent:
    'parent account, parent company, parent, subsidiary of, parent organization, member of, mutterkonzern, muttergesellschaft, übergeordneter account, société mère, compte parent, empresa matriz, cuenta principal, società madre, account principale, moederbedrijf, spółka matka, konto nadrzędne, moderbolag',
  'owner.key': 'account owner.id, company owner id, account owner id, organization owner id',
  owner:
    'account owner, company owner, organization owner, organisation owner, kundenbetreuer, account-besitzer, accountinhaber, propriétaire du compte, propietario de la cuenta, titolare account, proprietário da conta, accounteigenaar, właściciel konta, kontoägare',
  type: 'type, account type, company type, relationship type, customer type, category, label, labels, kategorie, kundentyp, typ, type de compte, tipo, tipo de cuenta, tipo account, soort, kontotyp, sector type',
  website:
    'website, web site, website url, url, homepage, web, webseite, internetseite, internet, site web, sitio web, página web, sito web, site, strona www, strona internetowa, webbplats, hemsida',
  domain:
    'domain, company domain name, company domain, domain name, email domain, domäne, domaine, dominio, domínio, domein, domena, domän',
  industry:
    'branchenzweig, geschäftsfeld, industry, sector, industry sector, vertical, line of business, branche, industrie, wirtschaftszweig, secteur, secteur d’activité, sector, industria, sector de actividad, settore, settore industriale, setor, bransch, bedrijfstak, sector, branża, sektor, 業種',
  employees:
    'employees, number of employees, no of employees, numberofemployees, employee count, headcount, company size, size, staff, mitarbeiter, mitarbeiterzahl, anzahl mitarbeiter, beschäftigte, effectif, nombre d’employés, nombre de salariés, empleados, número de empleados, dipendenti, numero di dipendenti, funcionários, número de funcionários, medewerkers, aantal medewerkers, aantal werknemers, liczba pracowników, pracownicy, antal anställda, anställda, 従業員数',
  revenue:
    'annual revenue, revenue, yearly revenue, turnover, sales volume, jahresumsatz, umsatz, chiffre d’affaires, ca, ingresos anuales, facturación, facturación anual, ingresos, fatturato, fatturato annuo, receita anual, receita, faturamento, jaaromzet, omzet, przychód, roczny przychód, obrót, årsomsättning, omsättning, 年間売上',
  yearFounded:
    'year established, year founded, founded, founded year, year of foundation, gründungsjahr, gegründet, année de création, año de fundación, anno di fondazione, ano de fundação, oprichtingsjaar, rok założenia, grundat',
  phone:
    'phone, phone number, main phone, telephone, company phone, telefon, telefonnummer, téléphone, numéro de téléphone, teléfono, número de teléfono, telefono, numero di telefono, telefone, telefoon, telefoonnummer, numer telefonu, 電話',
  address:
    'address, street, billing street, street address, address 1, address 1: street 1, adresse, straße, strasse, rue, dirección, calle, indirizzo, via, endereço, rua, adres, straat, ulica, adress, gata, full address of address',
  city: 'city, billing city, town, city of address, address 1: city, office location city, stadt, ort, ville, ciudad, città, cidade, stad, plaats, miasto, 市',
};

export const productWords: Readonly<Record<string, string>> = {
  name: 'name, product name, product, item, item name, service, produkt, produktname, artikel, artikelname, produit, nom du produit, producto, nombre del producto, prodotto, nome prodotto, produto, nome do produto, productnaam, nazwa produktu, produktnamn, vara, 商品名',
  code: 'product code, sku, code, item number, item no, stock keeping unit, part number, artikelnummer, produktcode, code produit, référence, código, código de producto, codice, codice prodotto, código do produto, productcode, kod produktu, produktkod',
  family:
    'product family, family, series, product line, product category, category, produktfamilie, serie, kategorie, gamme, famille, familia, familia de productos, famiglia, linea, família, productfamilie, rodzina, produktfamilj',
  price:
    'price, unit price, list price, sales price, standard price, retail price, preis, listenpreis, einzelpreis, verkaufspreis, prix, prix unitaire, precio, precio unitario, prezzo, prezzo unitario, preço, preço unitário, prijs, cena, cena jednostkowa, pris, styckpris',
  isActive: 'is active, active, aktiv, actif, activo, attivo, ativo, actief, aktywny, fivetran active',
};
