import { useQuery } from '@tanstack/react-query';
import type { Finding } from '@windshield/contract';
import { minorUnitDigits } from '@windshield/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { answer, api } from '../api.ts';
import { useMe } from '../app/session.ts';
import { RecordPicker } from '../records/record-picker.tsx';
import { useOwnerChoices } from '../records/users-query.ts';
import { Button } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { formatDate, formatMoney } from '../ui/locale.ts';
import { parseMoney } from '../ui/parse-money.ts';
import { type AnswerInput, inputOf } from './answer-words.ts';

interface TypedAnswerProps {
  finding: Finding;
  answerKey: string;
  /** "On this day": before what is typed. */
  label: string;
  /** `value` is what the server takes, `text` what a person reads. */
  onAnswer: (value: string, text: string) => void;
  onCancel: () => void;
}

/** The right field for an answer that has to be typed. Enter answers, Esc goes back. */
export function TypedAnswer(props: TypedAnswerProps) {
  const box = useRef<HTMLDivElement>(null);
  const input = inputOf(props.finding, props.answerKey);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves the field inside; nothing else is done by it
    <div
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        event.preventDefault();
        props.onCancel();
      }}
    >
      {input === 'colleague' ? (
        <Colleague {...props} />
      ) : input === 'account' || input === 'contact' ? (
        <Line label={props.label} onCancel={props.onCancel}>
          <RecordPicker
            kind={input}
            label={props.label}
            placeholder={input === 'account' ? 'Find the account by name' : 'Find the person by name'}
            onPick={({ id, name }) => props.onAnswer(id, name)}
          />
        </Line>
      ) : input === 'money' ? (
        <Amount {...props} />
      ) : (
        <Words {...props} input={input} />
      )}
    </div>
  );
}

function Line({ label, children, onCancel }: { label: string; children: ReactNode; onCancel: () => void }) {
  return (
    <div className="grid gap-1.5">
      <span className="text-sm text-quiet">{label}</span>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">{children}</div>
        <Button look="bare" onClick={onCancel}>
          Back
        </Button>
      </div>
    </div>
  );
}

function Colleague({ label, onAnswer, onCancel }: TypedAnswerProps) {
  const choices = useOwnerChoices().filter(({ note }) => note !== 'no longer here');
  return (
    <Line label={label} onCancel={onCancel}>
      <Combobox
        label={label}
        choices={choices}
        value={undefined}
        placeholder="Find a colleague by name"
        onChange={(id) => onAnswer(id, choices.find(({ value }) => value === id)?.label ?? id)}
      />
    </Line>
  );
}

function Amount(props: TypedAnswerProps) {
  const me = useMe();
  const { record } = props.finding;
  const { data: deal } = useQuery({
    queryKey: ['deals', 'one', record.id],
    queryFn: () => answer(api.deals.deals[':id'].$get({ param: { id: record.id } })),
    enabled: record.kind === 'deals',
  });
  const currency = deal?.currency ?? me.workspace.currency;
  return (
    <TypedForm
      {...props}
      unit={currency}
      inputMode="decimal"
      placeholder="36,500"
      read={(typed) => {
        const minor = parseMoney(typed, minorUnitDigits(currency));
        if (minor === undefined || minor < 0) return { problem: `“${typed}” is not an amount. Write it like 36,500 or 36500.00.` };
        return { value: String(minor), text: formatMoney(minor, currency) };
      }}
    />
  );
}

const fields: Partial<Record<AnswerInput, { type: string; placeholder?: string; problem: string; fits: RegExp }>> = {
  day: { type: 'date', problem: 'Choose a day.', fits: /^\d{4}-\d{2}-\d{2}$/ },
  mail: {
    type: 'email',
    placeholder: 'ana@example.org',
    problem: 'An address is written like ana@example.org.',
    fits: /^[^\s@]+@[^\s@]+$/,
  },
  phone: { type: 'tel', placeholder: '+34 600 123 456', problem: 'A number has 5 to 15 digits.', fits: /\d.{4,}/ },
  year: { type: 'text', placeholder: '1998', problem: 'A year has four digits, such as 1998.', fits: /^\d{3,4}$/ },
};

function Words({ input, ...props }: TypedAnswerProps & { input: AnswerInput }) {
  const field = fields[input];
  return (
    <TypedForm
      {...props}
      type={field?.type ?? 'text'}
      placeholder={field?.placeholder ?? ''}
      inputMode={input === 'year' ? 'numeric' : undefined}
      read={(typed) => {
        if (field && !field.fits.test(typed)) return { problem: field.problem };
        return { value: typed, text: input === 'day' ? formatDate(typed) : typed };
      }}
    />
  );
}

interface TypedFormProps extends TypedAnswerProps {
  type?: string;
  unit?: string;
  placeholder?: string;
  inputMode?: 'decimal' | 'numeric' | undefined;
  read: (typed: string) => { value: string; text: string } | { problem: string };
}

function TypedForm({ label, type = 'text', unit, placeholder, inputMode, read, onAnswer, onCancel }: TypedFormProps) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    if (text === '') return setProblem('This answer needs something typed.');
    const taken = read(text);
    if ('problem' in taken) setProblem(taken.problem);
    else onAnswer(taken.value, taken.text);
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-1.5">
      <Field label={unit ? `${label} (${unit})` : label} problem={problem}>
        {(control) => (
          <Input
            {...control}
            type={type}
            {...(inputMode && { inputMode })}
            {...(placeholder && { placeholder })}
            maxLength={2_000}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="primary" hint="enter">
          Answer
        </Button>
        <Button look="bare" onClick={onCancel}>
          Back
        </Button>
      </div>
    </form>
  );
}
