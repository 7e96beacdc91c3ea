import { InlineEdit } from '../ui/inline-edit.tsx';
import { changeRecord, type RecordWriter, type Versioned } from './change-record.ts';
import { Fact } from './facts.tsx';

interface TextFactProps<Full extends Versioned, Patch extends object> {
  writer: RecordWriter<Full, Patch>;
  record: Full;
  field: keyof Full & keyof Patch & string;
  /** An empty name is not saved. */
  isNeeded?: boolean;
  /** The field holds a whole number. */
  isCount?: boolean;
}

/** A fact in words or a count, changed where it stands; its label is the writer's. */
export function TextFact<Full extends Versioned, Patch extends object>(props: TextFactProps<Full, Patch>) {
  const { writer, record, field, isNeeded, isCount } = props;
  const label = writer.fieldLabels[field] ?? field;
  const value = record[field];
  return (
    <Fact label={label} name={field}>
      <InlineEdit
        kind="text"
        label={label}
        value={value === null || value === undefined ? null : String(value)}
        onSave={(typed) => {
          if (isNeeded && !typed) return;
          const next = isCount && typed !== null ? Number(typed.replace(/[^\d]/g, '')) : typed;
          void changeRecord(writer, record, { [field]: next } as unknown as Patch, { done: `${label} saved.` });
        }}
      />
    </Fact>
  );
}
