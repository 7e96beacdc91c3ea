import type { Interaction } from '@windshield/contract';
import { formatList, formatMinutes } from '../ui/locale.ts';

const ways: Record<Interaction['type'], { both: string; from: (who: string) => string; to: (who: string) => string }> = {
  mail: { both: 'Mail with', from: (who) => `${who} wrote`, to: (who) => `Mail to ${who}` },
  meeting: { both: 'Meeting with', from: (who) => `Meeting with ${who}`, to: (who) => `Meeting with ${who}` },
  call: { both: 'Call with', from: (who) => `${who} called`, to: (who) => `Call to ${who}` },
  chat: { both: 'Chat with', from: (who) => `${who} wrote in the chat`, to: (who) => `Chat message to ${who}` },
  visit: { both: 'In person with', from: (who) => `In person with ${who}`, to: (who) => `In person with ${who}` },
  task: { both: 'Task about', from: (who) => `Task about ${who}`, to: (who) => `Task about ${who}` },
  other: { both: 'Contact with', from: (who) => `${who} got in touch`, to: (who) => `Contact with ${who}` },
};

/** Who was in touch and how, as a sentence: "Ana Ruiz wrote", "Call with Per and Lea, 30 min". */
export function interactionSentence(interaction: Interaction): string {
  const who = otherSide(interaction);
  const way = ways[interaction.type];
  const said = interaction.direction === 'in' ? way.from(who) : interaction.direction === 'out' ? way.to(who) : `${way.both} ${who}`;
  const length = interaction.durationMinutes ? `, ${formatMinutes(interaction.durationMinutes)}` : '';
  const state = interaction.state === 'planned' ? 'Planned: ' : interaction.state === 'cancelled' ? 'Cancelled: ' : '';
  return `${state}${said}${length}`;
}

function otherSide(interaction: Interaction): string {
  const named = interaction.participants.flatMap(({ contact }) => (contact ? [contact.name] : []));
  const people = [...new Set([...(interaction.contact ? [interaction.contact.name] : []), ...named])];
  if (people.length > 3) return formatList([...people.slice(0, 2), `${people.length - 2} more`]);
  if (people.length > 0) return formatList(people);
  const address = interaction.participants.find((one) => !one.user && one.address)?.address;
  return address ?? interaction.account?.name ?? 'the customer';
}
