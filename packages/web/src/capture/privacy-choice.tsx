import type { CaptureSource } from '@windshield/contract';
import { useId } from 'react';
import { levels } from './source-words.ts';

export interface Privacy {
  level: CaptureSource['level'];
  keepsText: boolean;
}

/** Nothing is shown or kept that nobody asked for. */
export const mostPrivate: Privacy = { level: 'happened', keepsText: false };

/** What colleagues see of a source, and whether texts are kept at all. Showing text means keeping it. */
export function PrivacyChoice({
  value,
  onChange,
  problem,
}: {
  value: Privacy;
  onChange: (value: Privacy) => void;
  problem?: string | undefined;
}) {
  const id = useId();
  return (
    <div className="grid gap-4">
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-md font-medium">What colleagues see</legend>
        {levels.map(({ value: level, label, help }) => (
          <label
            key={level}
            className="flex items-start gap-3 rounded-md border border-line bg-surface px-3 py-2.5 text-md has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={`${id} level`}
              checked={value.level === level}
              onChange={() => onChange({ level, keepsText: level === 'text' || value.keepsText })}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="font-medium">{label}</span>
              <span className="block text-sm text-quiet">{help}</span>
            </span>
          </label>
        ))}
        {problem && (
          <p role="alert" className="text-sm text-danger first-letter:uppercase">
            {problem}
          </p>
        )}
      </fieldset>
      <label className="flex items-start gap-3 text-md">
        <input
          type="checkbox"
          checked={value.keepsText}
          disabled={value.level === 'text'}
          onChange={(event) => onChange({ ...value, keepsText: event.target.checked })}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          Keep the texts here
          <span className="block text-sm text-quiet">
            {value.level === 'text'
              ? 'What colleagues can read has to be kept.'
              : 'For your own eyes. Without it a text is read once, for its length, questions and promises, and forgotten.'}
          </span>
        </span>
      </label>
    </div>
  );
}
