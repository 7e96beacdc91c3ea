import { InlineEdit } from '../ui/inline-edit.tsx';
import { changeRecord, type RecordWriter, type Versioned } from './change-record.ts';
import { Fact } from './facts.tsx';
import { useOwnerChoices } from './users-query.ts';

interface Owned extends Versioned {
  ownerId: string | null;
  owner: { id: string; name: string } | null;
}

/** Whose record it is. */
export function OwnerFact<Full extends Owned, Patch extends object>({
  writer,
  record,
}: {
  writer: RecordWriter<Full, Patch>;
  record: Full;
}) {
  const owners = useOwnerChoices();
  return (
    <Fact label="Owner" name="owner">
      <InlineEdit
        kind="select"
        label="Owner"
        value={record.ownerId}
        choices={owners}
        unknown={record.owner?.name ?? 'nobody'}
        onSave={(ownerId) => {
          const owner = owners.find((choice) => choice.value === ownerId);
          void changeRecord(writer, record, { ownerId } as unknown as Patch, {
            done: `Owner is ${owner?.label ?? 'changed'}.`,
            shows: { owner: owner ? { id: owner.value, name: owner.label } : null } as Partial<Full>,
          });
        }}
      />
    </Fact>
  );
}
