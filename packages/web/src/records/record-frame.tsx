import { type QueryKey, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Room } from '../ui/room.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Versioned } from './change-record.ts';
import { linkLook } from './link-look.ts';
import { SectionLevel } from './section.tsx';

interface FrameProps<Full extends Versioned> {
  queryKey: QueryKey;
  load: () => Promise<Full>;
  /** "deal": as sentences name one. */
  word: string;
  actions: (record: Full) => ReactNode;
  children: (record: Full) => ReactNode;
}

function useRecord<Full extends Versioned>({ queryKey, load, word }: Pick<FrameProps<Full>, 'queryKey' | 'load' | 'word'>) {
  const { data, error, refetch } = useQuery({ queryKey, queryFn: load });
  const instead =
    error && !data ? (
      <EmptyState title={`This ${word} could not be loaded`} action={<Button onClick={() => void refetch()}>Try again</Button>}>
        {messageOf(error)}
      </EmptyState>
    ) : (
      <Skeleton lines={[50, 90, 80, 60]} label={`Loading the ${word}`} />
    );
  return { record: data, instead };
}

interface Removable extends Versioned {
  deletedAt: string | null;
  mergedInto?: { id: string; name: string } | null;
}

const pageOf = (word: string, id: string) => `/${word === 'account' ? 'accounts' : word === 'lead' ? 'leads' : 'people'}/${id}`;

/** Why a record is not in use any more, and where it went. */
function Gone({ record, word }: { record: Removable; word: string }) {
  const { deletedAt, mergedInto } = record;
  if (!deletedAt) return null;
  return (
    <p className="mb-4 rounded-md bg-sunken px-3 py-2 text-md text-quiet">
      {mergedInto ? (
        <>
          This was merged into{' '}
          <Link to={pageOf(word, mergedInto.id)} className={linkLook}>
            {mergedInto.name}
          </Link>
          , which has its history now.{' '}
          <Link to="/duplicates" className={linkLook}>
            Take it back
          </Link>
        </>
      ) : (
        'This is in the trash. It can be restored as it was.'
      )}
    </p>
  );
}

/** A record beside its list. */
export function RecordSheet<Full extends Removable>(props: FrameProps<Full> & { over?: (record: Full) => ReactNode; onClose: () => void }) {
  const { record, instead } = useRecord(props);
  return (
    <Sheet
      title={record?.name ?? '…'}
      over={record && props.over?.(record)}
      actions={record && props.actions(record)}
      onClose={props.onClose}
    >
      {record && <Gone record={record} word={props.word} />}
      {record ? props.children(record) : instead}
    </Sheet>
  );
}

/** A record on a page of its own. */
export function RecordPage<Full extends Removable>(
  props: FrameProps<Full> & { list: { to: '/deals' | '/people' | '/accounts' | '/leads'; label: string } },
) {
  const { record, instead } = useRecord(props);
  return (
    <Room
      title={record?.name ?? '…'}
      intro={
        <Link to={props.list.to} className="hover:text-ink hover:underline">
          {props.list.label}
        </Link>
      }
      actions={record && props.actions(record)}
    >
      {record && <Gone record={record} word={props.word} />}
      <SectionLevel value={2}>{record ? props.children(record) : instead}</SectionLevel>
    </Room>
  );
}
