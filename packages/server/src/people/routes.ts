import * as contract from '@windshield/contract';
import { eraseContact, eraseLead, everythingAbout } from '@windshield/store';
import type { App } from '../app/context.ts';
import { type Call, demandRole, mount } from '../app/mount.ts';
import type { Services } from '../services.ts';

/** What people may ask about themselves: to see everything, and to be forgotten. */
export function mountPersonData(app: App, services: Services): void {
  mount(app, services, contract.everythingAboutContact, (call) => everything(services, call, 'contacts'));
  mount(app, services, contract.everythingAboutLead, (call) => everything(services, call, 'leads'));
  mount(app, services, contract.eraseContact, ({ params, body, within }) => within((tx) => eraseContact(tx, params.id, body.reason)));
  mount(app, services, contract.eraseLead, ({ params, body, within }) => within((tx) => eraseLead(tx, params.id, body.reason)));
}

async function everything(
  { now }: Services,
  { actor, params, within }: Call<typeof contract.everythingAboutContact | typeof contract.everythingAboutLead>,
  kind: 'contacts' | 'leads',
): Promise<contract.PersonData> {
  demandRole(actor, ['admin'], 'gather everything about a person');
  const { name, parts } = await within((tx) => everythingAbout(tx, kind, params.id));
  return { name, gatheredAt: new Date(now()).toISOString(), parts: parts.map(({ kind: of, rows }) => ({ kind: of, rows: [...rows] })) };
}
