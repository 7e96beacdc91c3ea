import { useNavigate } from '@tanstack/react-router';
import { useShortcuts } from '../app/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu, type MenuAction } from '../ui/menu.tsx';
import { type RecordWriter, restoreRecord, trashRecord, type Versioned } from './change-record.ts';
import { type About, ask } from './questions.ts';

interface RecordActionsProps<Full extends Versioned & { deletedAt: string | null; mergedInto?: object | null }, Patch extends object> {
  writer: RecordWriter<Full, Patch>;
  record: Full;
  /** What "we spoke" is about, and whom it may have been with. */
  spoke: { about: About; people: { id: string; name: string }[] };
  /** Actions of this kind of record, before the trash. */
  more?: MenuAction[];
  /** The record went to the trash. */
  onGone: () => void;
  isBeside?: boolean | undefined;
}

/** "We spoke" in one tap; everything else behind one button more. */
export function RecordActions<Full extends Versioned & { deletedAt: string | null; mergedInto?: object | null }, Patch extends object>(
  props: RecordActionsProps<Full, Patch>,
) {
  const { writer, record, spoke, more = [], onGone, isBeside } = props;
  const navigate = useNavigate();
  const askSpoke = () => ask({ kind: 'spoke', name: record.name, ...spoke });
  const openPage = () => void navigate({ to: `/${writer.room}/$id`, params: { id: record.id } });
  useShortcuts(`This ${writer.word}`, [
    { keys: 's', label: 'We spoke', run: askSpoke },
    ...(isBeside ? [{ keys: 'o', label: 'Open on its own page', run: openPage }] : []),
  ]);
  // What was merged is taken back among the merges, with all that went with it.
  if (record.deletedAt && record.mergedInto) return null;
  if (record.deletedAt)
    return (
      <Button look="primary" size={isBeside ? 'small' : 'normal'} onClick={() => void restoreRecord(writer, record)}>
        Restore
      </Button>
    );
  const actions: MenuAction[] = [
    ...(isBeside ? [{ label: 'Open on its own page', icon: 'out' as const, hint: 'o', run: openPage }] : []),
    ...more,
    {
      label: 'Put into the trash',
      danger: true,
      run: () => {
        onGone();
        void trashRecord(writer, record);
      },
    },
  ];
  return (
    <>
      <Button look={isBeside ? 'plain' : 'primary'} size={isBeside ? 'small' : 'normal'} hint="s" onClick={askSpoke}>
        <Icon name="spoke" />
        We spoke
      </Button>
      <Menu
        trigger={
          <Button look="bare" size={isBeside ? 'small' : 'normal'} aria-label={`More for ${record.name}`}>
            <Icon name="more" />
          </Button>
        }
        actions={actions}
      />
    </>
  );
}
