import { useQuery } from '@tanstack/react-query';
import type { PersonData } from '@windshield/contract';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErasePerson } from './erase-person.tsx';
import { type KnownPerson, personDataQuery } from './person-data-query.ts';
import { amountInWords } from './person-data-words.ts';

interface PersonDataDialogProps {
  person: KnownPerson;
  onClose: () => void;
  /** The person was erased. */
  onErased: () => void;
}

/** What a person may ask of a company: to see everything that is stored of them, and to be forgotten. */
export function PersonDataDialog({ person, onClose, onErased }: PersonDataDialogProps) {
  const data = useQuery(personDataQuery(person));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Everything about this person"
      description={`What is stored of ${person.name}, here and in everything that refers to them.`}
    >
      {data.isPending ? (
        <Skeleton lines={[60, 80, 70]} />
      ) : data.isError ? (
        <p className="text-md text-danger first-letter:uppercase">{messageOf(data.error)}</p>
      ) : (
        <div className="grid gap-6">
          <section aria-label="What is stored" className="grid gap-3">
            <ul className="grid gap-x-6 gap-y-0.5 text-md sm:grid-cols-2">
              {data.data.parts.map(({ kind, rows }) => (
                <li key={kind}>{amountInWords(kind, rows.length)}</li>
              ))}
            </ul>
            <p className="text-sm text-quiet">
              Texts of mails that a colleague keeps for themselves are not in it, nor is what has only their name in words about others.
            </p>
            <Button className="justify-self-start" onClick={() => download(data.data)}>
              <Icon name="out" />
              Download all of it
            </Button>
          </section>
          <ErasePerson person={person} parts={data.data.parts} onErased={onErased} />
        </div>
      )}
    </Dialog>
  );
}

function download(data: PersonData): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: 'person.json' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
