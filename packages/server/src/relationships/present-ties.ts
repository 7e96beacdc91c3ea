import type { WhoKnowsWhom } from '@windshield/contract';
import { restsOnOne } from '@windshield/core';
import type { relationships } from '@windshield/store';

/** A tie of one is worth a word when it holds this many people, or everybody. */
const fewest = 2;

/** People and their ties, and what rests on one colleague alone. */
export function presentTies(people: readonly relationships.KnownPerson[]): WhoKnowsWhom {
  const users = new Map(people.flatMap(({ ties }) => ties.map(({ user }) => [user.id, user])));
  const contacts = new Map(people.map(({ contact: { id, name } }) => [id, { id, name }]));
  const exchanges = people.flatMap(({ contact, ties }) =>
    ties.map(({ user, fromThem, meetings }) => ({ userId: user.id, contactId: contact.id, answered: fromThem + meetings })),
  );
  const alone = restsOnOne(exchanges).flatMap(({ userId, contactIds, share }) => {
    const user = users.get(userId);
    const of = contactIds.flatMap((id) => contacts.get(id) ?? []);
    if (!user || (of.length < fewest && share < 1)) return [];
    return [{ user, contacts: of, share, sentence: `Only ${user.name} is in touch with ${listed(of.map(({ name }) => name))}.` }];
  });
  const answering = new Set(exchanges.filter(({ answered }) => answered > 0).map(({ contactId }) => contactId)).size;
  return {
    people: people.map(({ contact, ties }) => ({ contact, ties: ties.map((tie) => ({ ...tie })) })),
    restsOnOne: alone,
    sentence: sentenceOf(people.length, answering, users.size, alone),
  };
}

function sentenceOf(people: number, answering: number, colleagues: number, alone: WhoKnowsWhom['restsOnOne']): string {
  if (people === 0) return 'Nobody here has been in touch with anybody there, as far as is seen.';
  const [first] = alone;
  if (answering === 0) return 'Nobody there has answered yet.';
  if (first && first.share === 1) return `Everybody there who answers is known to ${first.user.name} alone.`;
  const who = `${count(answering, 'person', 'people')} there ${answering === 1 ? 'answers' : 'answer'} ${count(colleagues, 'colleague', 'colleagues')} here`;
  return first ? `${who}; ${first.contacts.length} of them ${first.user.name} alone.` : `${who}.`;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

function listed(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(shown);
}
