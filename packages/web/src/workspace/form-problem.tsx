/** What is wrong with a form as a whole. */
export function FormProblem({ text }: { text: string | undefined }) {
  if (!text) return null;
  return (
    <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-md text-danger first-letter:uppercase">
      {text}
    </p>
  );
}
