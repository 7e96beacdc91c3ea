import type { UnknownPerson } from '@windshield/contract';
import { formatList, formatNumber } from '../ui/locale.ts';

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${formatNumber(count)} times`);

/** "They wrote 4 times, we wrote twice; met once." */
export function exchangeSentence({ fromThem, fromUs, messages, meetings }: UnknownPerson): string {
  const wrote = [
    ...(fromThem > 0 ? [`they wrote ${times(fromThem)}`] : []),
    ...(fromUs > 0 ? [`we wrote ${times(fromUs)}`] : []),
    ...(fromThem === 0 && fromUs === 0 && messages > 0 ? [`named ${times(messages)} in mail among others`] : []),
    ...(meetings > 0 ? [`in ${meetings === 1 ? 'a meeting' : `${formatNumber(meetings)} meetings`} with us`] : []),
  ];
  const sentence = formatList(wrote);
  return sentence === '' ? 'Named once.' : `${sentence.charAt(0).toLocaleUpperCase()}${sentence.slice(1)}.`;
}

/** What is proposed, as the button says it. */
export function proposalWords(person: UnknownPerson): string {
  const { proposal } = person;
  switch (proposal.action) {
    case 'link':
      return `This is ${proposal.contact.name}`;
    case 'create': {
      const account = proposal.account?.name ?? proposal.accountName;
      return account ? `New contact at ${account}` : 'New contact';
    }
    case 'ignore':
      return 'Ignore';
    case 'private':
      return 'Private';
  }
}

/** A name to begin with: theirs, or what stands before the @ made readable. */
export function startName({ name, address }: Pick<UnknownPerson, 'name' | 'address'>): string {
  if (name) return name;
  const words = address
    .slice(0, address.lastIndexOf('@'))
    .split('+')[0]
    ?.split(/[._-]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word));
  return words?.map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1)).join(' ') || address;
}

export const domainOfAddress = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Subjects to remember somebody by: each once, whether it was answered or not. */
export function distinctSubjects(subjects: readonly string[], most = 4): string[] {
  const bare = subjects.map((subject) => subject.replace(/^(?:[a-z]{1,4}: *)+/i, '').trim() || subject);
  return [...new Set(bare)].slice(0, most);
}
