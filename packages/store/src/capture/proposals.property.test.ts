import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSteps } from '../parts/index.ts';
import { contacts } from '../people/index.ts';
import { decideProposal, listProposals, undoProposal } from './index.ts';
import { haldenAndAda, message } from './testing/mailbox.ts';

const proposed = { title: 'Head of Purchasing', phone: '+4712345678', step: 'I will send the offer on Friday' } as const;
type Kind = keyof typeof proposed;
const kinds: readonly Kind[] = ['title', 'phone', 'step'];
const phones = ['+4711111111', '+4722222222', proposed.phone];

type Deed =
  | { readonly does: 'accept' | 'dismiss' | 'undo'; readonly kind: Kind }
  | { readonly does: 'titles'; readonly title: string | null }
  | { readonly does: 'dials' | 'hangsUp'; readonly phone: string }
  | { readonly does: 'labels'; readonly phone: string; readonly label: string }
  | { readonly does: 'words' }
  | { readonly does: 'drops' };

const kind = fc.constantFrom(...kinds);
const phone = fc.constantFrom(...phones);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom('accept', 'accept', 'undo', 'undo', 'dismiss'), kind }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('titles'), title: fc.constantFrom(null, 'Buyer', proposed.title) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('dials', 'hangsUp'), phone }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('labels'), phone, label: fc.constantFrom('work', 'mobile') }) },
  { weight: 2, arbitrary: fc.constantFrom<Deed>({ does: 'words' }, { does: 'drops' }) },
);

interface Phone {
  readonly value: string;
  label: string | null;
}
interface Step {
  what: string;
  isChanged: boolean;
}

/** What undo is to leave, told without a database: what accepting wrote is remembered until somebody lays hands on it. */
class Told {
  title: string | null = null;
  phones: Phone[] = [];
  steps: Step[] = [];
  readonly state: Record<Kind, 'open' | 'accepted' | 'dismissed'> = { title: 'open', phone: 'open', step: 'open' };
  #before: { title: string | null } | undefined;
  #phone: Phone | undefined;
  #step: Step | undefined;

  accept(what: Kind): void {
    this.state[what] = 'accepted';
    if (what === 'title' && this.title !== proposed.title) {
      this.#before = { title: this.title };
      this.title = proposed.title;
    }
    if (what === 'phone' && !this.phones.some(({ value }) => value === proposed.phone)) {
      this.#phone = { value: proposed.phone, label: null };
      this.phones.push(this.#phone);
    }
    if (what === 'step') {
      this.#step = { what: proposed.step, isChanged: false };
      this.steps.push(this.#step);
    }
  }

  undo(what: Kind): void {
    if (this.state[what] === 'accepted') {
      if (what === 'title' && this.#before) this.title = this.#before.title;
      if (what === 'title') this.#before = undefined;
      if (what === 'phone') {
        this.phones = this.phones.filter((one) => one !== this.#phone || one.label !== null);
        this.#phone = undefined;
      }
      if (what === 'step') this.steps = this.steps.filter((one) => one !== this.#step || one.isChanged);
    }
    this.state[what] = 'open';
  }

  setTitle(title: string | null): void {
    if (title !== this.title) this.#before = undefined;
    this.title = title;
  }

  get lastStep(): Step | undefined {
    return this.steps.at(-1);
  }
}

test('what was accepted and is taken back leaves what was before, except what somebody changed since', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 12 }), async (deeds) => {
      const { ada, ana } = await haldenAndAda({ keepsText: true });
      const signature = { title: proposed.title, phones: [proposed.phone], urls: [] };
      const promises = [{ words: proposed.step, dueOn: '2099-12-04', by: 'writer' as const }];
      await ada.receive(message({ id: '1', from: 'ana@halden.example', to: ['ada@us.example'], signature, promises }));
      const ids = new Map<Kind, string>();
      for (const { id, field } of (await ada.as((tx) => listProposals(tx))).items) ids.set((field as Kind | null) ?? 'step', id);
      const told = new Told();
      const writePhones = () =>
        ada.as((tx) =>
          contacts.change(tx, ana.id, undefined, {
            points: [
              { kind: 'email', value: 'ana@halden.example', label: null },
              ...told.phones.map(({ value, label }) => ({ kind: 'phone', value, label })),
            ],
          }),
        );
      const steps = async () => (await ada.as((tx) => nextSteps.list(tx, { contactId: ana.id, sort: 'recordedAt', order: 'asc' }))).items;

      for (const one of deeds) {
        if ('kind' in one) {
          const id = ids.get(one.kind) as string;
          const isOpen = told.state[one.kind] === 'open';
          if (isOpen === (one.does === 'undo')) {
            const again = one.does === 'undo' ? ada.as((tx) => undoProposal(tx, id)) : ada.as((tx) => decideProposal(tx, id, 'accept'));
            await expect(again).rejects.toThrow('proposal');
            continue;
          }
          if (one.does === 'undo') {
            await ada.as((tx) => undoProposal(tx, id));
            told.undo(one.kind);
          } else {
            await ada.as((tx) => decideProposal(tx, id, one.does === 'accept' ? 'accept' : 'dismiss'));
            if (one.does === 'accept') told.accept(one.kind);
            else told.state[one.kind] = 'dismissed';
          }
        } else if (one.does === 'titles') {
          await ada.as((tx) => contacts.change(tx, ana.id, undefined, { title: one.title }));
          told.setTitle(one.title);
        } else if (one.does === 'words' || one.does === 'drops') {
          const step = told.lastStep;
          const id = (await steps()).at(-1)?.id;
          if (!step || id === undefined) continue;
          if (one.does === 'drops') {
            await ada.as((tx) => nextSteps.remove(tx, id, undefined));
            told.steps.pop();
          } else {
            await ada.as((tx) => nextSteps.change(tx, id, undefined, { what: 'In other words' }));
            step.isChanged ||= step.what !== 'In other words';
            step.what = 'In other words';
          }
        } else {
          const known = told.phones.find(({ value }) => value === one.phone);
          if (one.does === 'dials' && !known) told.phones.push({ value: one.phone, label: null });
          if (one.does === 'hangsUp') told.phones = told.phones.filter((other) => other !== known);
          if (one.does === 'labels' && known) known.label = one.label;
          await writePhones();
        }
      }

      const { title, points, phone: first } = await ada.as((tx) => contacts.get(tx, ana.id));
      const open = (await ada.as((tx) => listProposals(tx))).items.map(({ field }) => field ?? 'step');
      expect({
        title,
        phones: points.filter((point) => point.kind === 'phone').map(({ value, label }) => ({ value, label })),
        first,
        steps: (await steps()).map(({ what }) => what),
        open: open.sort(),
      }).toEqual({
        title: told.title,
        phones: told.phones,
        first: told.phones[0]?.value ?? null,
        steps: told.steps.map(({ what }) => what),
        open: kinds.filter((what) => told.state[what] === 'open').sort(),
      });
    }),
    { numRuns: 40 },
  );
});
