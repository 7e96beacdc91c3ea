import { SpokeDialog } from '../interactions/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';
import type { Question } from './questions.ts';
import { WhyDialog } from './why-dialog.tsx';

/** The dialog that fits the question. A default export, because it is loaded when first asked. */
export default function QuestionDialog({ question }: { question: Question }) {
  switch (question.kind) {
    case 'create':
      return <CreateDialog question={question} />;
    case 'spoke':
      return <SpokeDialog question={question} />;
    case 'why':
      return <WhyDialog question={question} />;
    case 'conflict':
      return <ConflictDialog question={question} />;
  }
}
