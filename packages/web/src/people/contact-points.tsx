import type { ContactFull } from '@windshield/contract';
import { useState } from 'react';
import { changeRecord } from '../records/change-record.ts';
import { linkLook } from '../records/link-look.ts';
import { Section } from '../records/section.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Input } from '../ui/input.tsx';
import { contactWriter } from './people-query.ts';
import { pointHref, pointKind } from './point-kind.ts';

type Point = ContactFull['points'][number];

/** How to reach a person: any number of mail addresses, phones, pages and names. */
export function ContactPoints({ contact }: { contact: ContactFull }) {
  const [typed, setTyped] = useState('');
  const change = (points: Point[], done: string) =>
    void changeRecord(
      contactWriter,
      contact,
      { points: points.map(({ kind, value, label }) => ({ kind, value, label })) },
      { done, shows: { points } },
    );
  const add = () => {
    const value = typed.trim();
    if (!value || contact.points.some((point) => point.value === value)) return;
    change([...contact.points, { kind: pointKind(value), value, label: null, status: 'unknown' }], `${value} added.`);
    setTyped('');
  };
  return (
    <Section title="How to reach them" name="points">
      <ul className="grid gap-1">
        {contact.points.map((point) => {
          const href = pointHref(point.kind, point.value);
          return (
            <li key={`${point.kind} ${point.value}`} className="flex items-center justify-between gap-2 text-md">
              <span className="min-w-0 break-all">
                {href ? (
                  <a href={href} rel="noreferrer noopener" className={linkLook}>
                    {point.value}
                  </a>
                ) : (
                  point.value
                )}
                {point.label && <span className="text-sm text-quiet"> · {point.label}</span>}
                {point.status === 'stale' && <span className="text-sm text-warning"> · did not reach them lately</span>}
              </span>
              <Button
                look="bare"
                size="small"
                aria-label={`Remove ${point.value}`}
                onClick={() =>
                  change(
                    contact.points.filter((one) => one !== point),
                    `${point.value} removed.`,
                  )
                }
              >
                <Icon name="close" size={14} />
              </Button>
            </li>
          );
        })}
      </ul>
      <form
        className="mt-1 flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Input
          aria-label="Add a mail address, phone or page"
          placeholder="Add a mail address, phone or page"
          value={typed}
          maxLength={500}
          onChange={(event) => setTyped(event.target.value)}
        />
        {typed && <Button type="submit">Add</Button>}
      </form>
    </Section>
  );
}
