import type { AccountRecord, ProductRecord } from '@windshield/core';
import { getDomain } from 'tldts';
import { given, identityReader, keyed } from './identity.ts';
import { type Cells, type PlanColumns, RowError } from './plan-columns.ts';

export function accountReader(columns: PlanColumns): (cells: Cells) => AccountRecord {
  const identity = identityReader(columns);
  const name = columns.text('name');
  const parent = columns.ref('parent');
  const owner = columns.ref('owner');
  const type = columns.text('type');
  const website = columns.text('website');
  const domain = columns.text('domain');
  const industry = columns.text('industry');
  const employees = columns.headCount('employees');
  const revenue = columns.money('revenue');
  const yearFounded = columns.number('yearFounded');
  const phone = columns.text('phone');
  const address = columns.text('address');
  const city = columns.text('city');
  const country = columns.text('country');
  const description = columns.text('description');
  return (cells) => {
    const known = name(cells) ?? domain(cells);
    if (known === undefined) throw new RowError(columns.headerOf('name'), 'is empty; expected the company’s name');
    const site = website(cells);
    return keyed({
      kind: 'accounts',
      ...identity(cells),
      name: known,
      ...given({
        parent: parent(cells),
        owner: owner(cells),
        type: type(cells),
        website: site,
        domain: registeredDomain(domain(cells) ?? site),
        industry: spoken(industry(cells)),
        employees: employees(cells),
        revenue: revenue(cells),
        yearFounded: yearFounded(cells),
        phone: phone(cells),
        address: address(cells),
        city: city(cells),
        country: country(cells),
        description: description(cells),
      }),
    });
  };
}

export function productReader(columns: PlanColumns): (cells: Cells) => ProductRecord {
  const identity = identityReader(columns);
  const name = columns.text('name');
  const code = columns.text('code');
  const family = columns.text('family');
  const price = columns.money('price');
  const isActive = columns.truth('isActive');
  return (cells) => {
    const known = name(cells) ?? code(cells);
    if (known === undefined) throw new RowError(columns.headerOf('name'), 'is empty; expected the product’s name');
    return keyed({
      kind: 'products',
      ...identity(cells),
      name: known,
      ...given({ code: code(cells), family: family(cells), price: price(cells), isActive: isActive(cells) }),
    });
  };
}

/** "https://www.acme.co.uk/about" and "www.acme.co.uk" are acme.co.uk. */
function registeredDomain(site: string | undefined): string | undefined {
  if (site === undefined) return undefined;
  const registered = getDomain(site, { allowPrivateDomains: false });
  return registered?.toLowerCase() ?? undefined;
}

/** HubSpot writes its fixed choices as COMPUTER_SOFTWARE. */
function spoken(choice: string | undefined): string | undefined {
  if (choice === undefined || !/^[A-Z][A-Z_]{4,}$/.test(choice)) return choice;
  return choice
    .split('_')
    .filter((word) => word !== '')
    .map((word) => (word === 'AND' || word === 'OR' ? word.toLowerCase() : `${word[0]}${word.slice(1).toLowerCase()}`))
    .join(' ');
}
