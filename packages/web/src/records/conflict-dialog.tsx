import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { answered, type Question } from './questions.ts';

/** Two people changed the same fact: both values side by side, and nothing is lost before one of them is chosen. */
export function ConflictDialog({ question }: { question: Extract<Question, { kind: 'conflict' }> }) {
  const choose = (act: () => void) => () => {
    answered();
    act();
  };
  return (
    <Dialog
      open
      onClose={choose(question.onTheirs)}
      title={`Somebody else changed “${question.recordName}” meanwhile`}
      description="Nothing of yours is saved yet. Which should stand?"
    >
      <table className="w-full text-left text-md">
        <thead>
          <tr className="border-b border-line text-sm text-quiet">
            <th scope="col" className="py-1.5 pr-3 font-normal">
              Field
            </th>
            <th scope="col" className="py-1.5 pr-3 font-normal">
              Theirs, saved now
            </th>
            <th scope="col" className="py-1.5 font-normal">
              Yours
            </th>
          </tr>
        </thead>
        <tbody>
          {question.fields.map((field) => (
            <tr key={field.label} className="border-b border-line/70 align-top">
              <th scope="row" className="py-2 pr-3 font-normal text-quiet">
                {field.label}
              </th>
              <td className="py-2 pr-3 break-words">{field.theirs}</td>
              <td className="py-2 font-medium break-words">{field.yours}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={choose(question.onTheirs)}>Keep theirs</Button>
        <Button look="primary" onClick={choose(question.onMine)}>
          Save mine
        </Button>
      </div>
    </Dialog>
  );
}
