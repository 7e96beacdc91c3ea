/** What somebody has to know before signing in: such as that the provider wants an app password, and where one is made. */
export function Advice({ text }: { text: string | null }) {
  if (!text) return null;
  return <p className="rounded-md bg-accent-soft px-3 py-2 text-md">{withLinks(text)}</p>;
}

/** Addresses inside the sentence become links: "make one at myaccount.google.com/apppasswords". */
function withLinks(text: string) {
  return text.split(/((?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[\w/-]+)?)/i).map((part, index) =>
    index % 2 === 1 ? (
      <a key={part} href={`https://${part}`} target="_blank" rel="noreferrer noopener" className="text-accent underline underline-offset-3">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
