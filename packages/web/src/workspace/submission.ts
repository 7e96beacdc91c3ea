import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';

interface Submission {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  isPending: boolean;
  /** What is wrong with one field. */
  problemOf: (field: string) => string | undefined;
  /** What is wrong as a whole, when no shown field explains it. */
  problem: string | undefined;
}

/** Sends a form's fields, and keeps what the server found wrong until it is sent again. Nothing typed is lost. */
export function useSubmission(fields: readonly string[], send: (values: Record<string, string>) => Promise<unknown>): Submission {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const sent = useRef<HTMLFormElement>(null);
  // Once the problem is shown at its field, that is where one goes on.
  useEffect(() => {
    if (error !== undefined) sent.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const byField = error instanceof ApiProblem ? error.fields : {};
  const explained = fields.some((field) => byField[field]);
  return {
    onSubmit: async (event) => {
      event.preventDefault();
      const form = event.currentTarget;
      sent.current = form;
      const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      setPending(true);
      setError(undefined);
      try {
        await send(values);
      } catch (caught) {
        setError(caught);
      } finally {
        setPending(false);
      }
    },
    isPending,
    problemOf: (field) => byField[field],
    problem: error === undefined || explained ? undefined : messageOf(error),
  };
}
