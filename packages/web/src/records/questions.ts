/** The one question that a record asks at a time, over whatever page is shown. Outside React, so that any code may ask. */
export type NewRecordKind = 'deal' | 'contact' | 'account' | 'lead';

export interface About {
  accountId?: string;
  contactId?: string;
  dealId?: string;
  leadId?: string;
}

export interface FieldConflict {
  label: string;
  yours: string;
  theirs: string;
}

/** What "we spoke" notes: how, with whom, for how long, and a line about it. */
export interface Spoken {
  type: 'call' | 'visit' | 'chat' | 'meeting';
  /** "by phone" */
  way: string;
  contactIds: string[];
  durationMinutes?: number;
  subject?: string;
  body?: string;
}

export type Question =
  | { kind: 'create'; record: NewRecordKind; account?: { id: string; name: string } | undefined }
  | {
      kind: 'spoke';
      about: About;
      name: string;
      people: { id: string; name: string }[];
      /** Ids of those among them who most likely took part. */
      with?: string[];
      /** Whoever asked notes it; else it is noted about the record itself. */
      onNote?: (spoken: Spoken) => void;
    }
  | { kind: 'why'; title: string; reasons: string[]; onAnswer: (reason: string | undefined) => void }
  | { kind: 'conflict'; recordName: string; fields: FieldConflict[]; onMine: () => void; onTheirs: () => void };

let asked: Question | undefined;
const listeners = new Set<() => void>();
const publish = (next: Question | undefined) => {
  asked = next;
  for (const listener of listeners) listener();
};

export const questions = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  current: () => asked,
};

export const ask = (question: Question): void => publish(question);
export const answered = (): void => publish(undefined);
