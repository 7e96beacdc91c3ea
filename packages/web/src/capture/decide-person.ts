import type { InfiniteData } from '@tanstack/react-query';
import type { UnknownPerson } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { dismissToast, say } from '../ui/toasts.ts';
import { unknownPeopleQuery } from './capture-query.ts';
import { refreshCaptured } from './change-source.ts';
import { domainOfAddress, startName } from './person-words.ts';

export type Decision = Parameters<(typeof api.capture.capture)['unknown-people']['decide']['$post']>[0]['json'];
interface QueuePage {
  items: UnknownPerson[];
  nextCursor: string | null;
  total: number;
}
type Queue = InfiniteData<QueuePage, string>;

/** What accepting the proposal means. */
export function proposedDecision(person: UnknownPerson): Decision {
  const { proposal, address, title } = person;
  switch (proposal.action) {
    case 'link':
      return { action: 'link', address, contactId: proposal.contact.id };
    case 'create':
      return {
        ...{ action: 'create', address, name: startName(person) },
        ...(title && { title }),
        ...(proposal.account ? { accountId: proposal.account.id } : proposal.accountName && { newAccountName: proposal.accountName }),
      };
    case 'ignore':
    case 'private':
      return { action: proposal.action, address, scope: 'address' };
  }
}

/** What was private was deleted, and is read again from its server: that takes a moment. */
const readAgainMs = [2_000, 6_000, 15_000];
/** Decisions that the server has not answered yet: until it has, its queue is not the one that is shown. */
let underWay = 0;

/**
 * Takes a person out of the queue at once, saves the decision, and offers the way back.
 *
 * @param onBack called when the person waits again
 */
export async function decide(person: UnknownPerson, decision: Decision, onBack: (address: string) => void): Promise<void> {
  const { queryKey } = unknownPeopleQuery;
  const isGone = decidedWith(decision);
  await queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueryData<Queue>(queryKey);
  queryClient.setQueryData<Queue>(queryKey, (queue) => queue && without(queue, isGone));
  const putBack = async () => {
    await queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData<Queue>(queryKey, before);
    onBack(person.address);
  };
  // A decision counts as soon as it is made, also when the page is left in the same moment.
  const saving = settled(() =>
    answer(api.capture.capture['unknown-people'].decide.$post({ json: decision }, { init: { keepalive: true } })),
  );
  const said = say(doneWords(person, decision), {
    undo: async () => {
      await putBack();
      try {
        await settled(async () => {
          const { decisionId } = await saving;
          await answer(api.capture.capture.decisions[':id'].undo.$post({ param: { id: decisionId } }, { init: { keepalive: true } }));
        }, decision.action === 'private');
        if (decision.action === 'private') for (const pause of readAgainMs) setTimeout(() => void refreshCaptured(), pause);
      } catch (error) {
        say(`That could not be undone: ${messageOf(error)}`, { problem: true });
        await refreshCaptured();
      }
    },
  });
  try {
    await saving;
  } catch (error) {
    dismissToast(said);
    await putBack();
    say(`Not saved: ${messageOf(error)}`, { problem: true });
  }
}

/** Runs a step; when it was the last one under way, what the server has is shown again. */
async function settled<T>(step: () => Promise<T>, isShownLater = false): Promise<T> {
  underWay += 1;
  try {
    return await step();
  } finally {
    underWay -= 1;
    if (underWay === 0 && !isShownLater) void refreshCaptured();
  }
}

/** Who leaves the queue by a decision: one person, or everybody of their domain. */
function decidedWith(decision: Decision): (person: UnknownPerson) => boolean {
  const domain = domainOfAddress(decision.address);
  if ('scope' in decision && decision.scope === 'domain') return ({ address }) => domainOfAddress(address) === domain;
  return ({ address }) => address === decision.address;
}

function without(queue: Queue, isGone: (person: UnknownPerson) => boolean): Queue {
  const gone = queue.pages.flatMap((page) => page.items).filter(isGone).length;
  const pages = queue.pages.map((page) => ({
    ...page,
    total: Math.max(0, page.total - gone),
    items: page.items.filter((one) => !isGone(one)),
  }));
  return { ...queue, pages };
}

function doneWords(person: UnknownPerson, decision: Decision): string {
  const name = person.name ?? person.address;
  switch (decision.action) {
    case 'link':
      return `${person.address} belongs to a contact now.`;
    case 'create':
      return `${decision.name} is a contact now.`;
    case 'ignore':
      return decision.scope === 'domain' ? `Everybody at ${domainOfAddress(person.address)} is ignored.` : `${name} is ignored.`;
    case 'private':
      return decision.scope === 'domain'
        ? `Everybody at ${domainOfAddress(person.address)} is private. Nothing of them is kept.`
        : `${name} is private. Nothing of them is kept.`;
  }
}
