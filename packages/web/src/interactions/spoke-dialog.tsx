import { useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { type About, answered, type Question, type Spoken } from '../records/questions.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Input } from '../ui/input.tsx';
import { say } from '../ui/toasts.ts';

const ways = [
  { key: 'phone', label: 'By phone', type: 'call', subject: undefined },
  { key: 'person', label: 'In person', type: 'visit', subject: undefined },
  { key: 'chat', label: 'By chat', type: 'chat', subject: undefined },
  { key: 'video', label: 'By video', type: 'meeting', subject: 'Video call' },
] as const;
type Way = (typeof ways)[number];
const lengths = [5, 15, 30, 60];

/** "We spoke": one tap on the way is enough. Length and a line can be added first; undo takes it back. */
export function SpokeDialog({ question }: { question: Extract<Question, { kind: 'spoke' }> }) {
  const { about, people, name } = question;
  const [contactIds, setContactIds] = useState<string[]>(
    question.with ?? (about.contactId ? [about.contactId] : people.length === 1 && people[0] ? [people[0].id] : []),
  );
  const [durationMinutes, setDurationMinutes] = useState<number>();
  const [line, setLine] = useState('');
  const toggle = (id: string) => setContactIds(contactIds.includes(id) ? contactIds.filter((one) => one !== id) : [...contactIds, id]);

  const record = (way: Way) => {
    answered();
    const spoken: Spoken = {
      ...{ type: way.type, way: way.label.toLocaleLowerCase(), contactIds },
      ...(durationMinutes !== undefined && { durationMinutes }),
      ...(way.subject && { subject: way.subject }),
      ...(line.trim() && { body: line.trim() }),
    };
    if (question.onNote) question.onNote(spoken);
    else void note(spoken, about, name);
  };

  return (
    <Dialog open onClose={answered} title="We spoke" description={`About ${name}. Choose how, and it is noted for now.`}>
      <div className="grid gap-4">
        <div className="grid grid-cols-2 gap-2">
          {ways.map((way, index) => (
            <Button key={way.key} autoFocus={index === 0} onClick={() => record(way)} className="h-12">
              {way.label}
            </Button>
          ))}
        </div>
        {people.length > 0 && (
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 text-md font-medium">With</legend>
            <div className="flex flex-wrap gap-1.5">
              {people.map((person) => (
                <Toggle key={person.id} isOn={contactIds.includes(person.id)} onToggle={() => toggle(person.id)} label={person.name} />
              ))}
            </div>
          </fieldset>
        )}
        <fieldset>
          <legend className="mb-1.5 text-md font-medium">
            How long <span className="font-normal text-quiet">· optional</span>
          </legend>
          <div className="flex flex-wrap gap-1.5">
            {lengths.map((minutes) => (
              <Toggle
                key={minutes}
                isOn={durationMinutes === minutes}
                onToggle={() => setDurationMinutes(durationMinutes === minutes ? undefined : minutes)}
                label={`${minutes} min`}
              />
            ))}
          </div>
        </fieldset>
        <Input
          aria-label="One line about it, optional"
          placeholder="One line about it, if you like"
          maxLength={2000}
          value={line}
          onChange={(event) => setLine(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

async function note({ way, ...spoken }: Spoken, { accountId, dealId, leadId }: About, name: string): Promise<void> {
  const refresh = () =>
    Promise.all(
      ['timeline', 'deals', 'people', 'accounts', 'leads', 'today', 'ties'].map((room) =>
        queryClient.invalidateQueries({ queryKey: [room] }),
      ),
    );
  try {
    const made = await answer(
      api.interactions.interactions.$post({
        json: { direction: 'both', ...spoken, ...(accountId && { accountId }), ...(dealId && { dealId }), ...(leadId && { leadId }) },
      }),
    );
    say(`Noted: you spoke ${way} about ${name}.`, {
      undo: async () => {
        try {
          await answer(api.interactions.interactions[':id'].$delete({ param: { id: made.id } }));
        } catch (error) {
          say(`That could not be undone: ${messageOf(error)}`, { problem: true });
        }
        await refresh();
      },
    });
  } catch (error) {
    say(`Not noted: ${messageOf(error)}`, { problem: true });
  }
  await refresh();
}

function Toggle({ label, isOn, onToggle }: { label: string; isOn: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className="h-8 rounded-full border border-line px-3 text-sm hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium"
    >
      {label}
    </button>
  );
}
