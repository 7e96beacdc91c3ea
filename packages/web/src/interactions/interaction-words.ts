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

const wayWords: Record<NonNullable<Interaction['way']>, string> = {
  inPerson: 'In person',
  remote: 'At a distance',
  hybrid: 'In person or by link',
};

const charactersInLine = 80;

/**
 * What is known of a captured message or meeting beside its sentence: how people met, how long its writer's own words are, whether they ask something, after how long
 * it was an answer, who else of us took part. "About 3 lines, asks a question · answered after 2 h · with Ben Ode".
 */
export function interactionDetails(interaction: Interaction): string[] {
  const { newTextLength, asksQuestion, answers, participants, user, way } = interaction;
  const length = newTextLength === null || newTextLength === 0 ? undefined : lengthInWords(newTextLength);
  const own = [length, asksQuestion ? 'asks a question' : undefined].filter((words) => words !== undefined).join(', ');
  const colleagues = [...new Set(participants.flatMap((one) => (one.user && one.user.id !== user?.id ? [one.user.name] : [])))];
  return [
    ...(way ? [wayWords[way]] : []),
    ...(own ? [`${own.charAt(0).toLocaleUpperCase()}${own.slice(1)}`] : []),
    ...(answers ? [`an answer after ${spanInWords(answers.afterMinutes)}`] : []),
    ...(colleagues.length > 0 ? [`with ${formatList(colleagues.slice(0, 4))}`] : []),
  ];
}

function lengthInWords(characters: number): string {
  const lines = Math.ceil(characters / charactersInLine);
  return lines === 1 ? 'one line' : `about ${lines} lines`;
}

/** 95 -> "1 h 35", 4,000 -> "3 days": as coarse as one would say it. */
export function spanInWords(minutes: number): string {
  if (minutes < 1) return 'less than a minute';
  if (minutes < 600) return formatMinutes(minutes);
  const hours = Math.round(minutes / 60);
  return hours < 36 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

function otherSide(interaction: Interaction): string {
  const named = interaction.participants.flatMap(({ contact }) => (contact ? [contact.name] : []));
  const people = [...new Set([...(interaction.contact ? [interaction.contact.name] : []), ...named])];
  if (people.length > 3) return formatList([...people.slice(0, 2), `${people.length - 2} more`]);
  if (people.length > 0) return formatList(people);
  const address = interaction.participants.find((one) => !one.user && one.address)?.address;
  return address ?? interaction.account?.name ?? 'the customer';
}
