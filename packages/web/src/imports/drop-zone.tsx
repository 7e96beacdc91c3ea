import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { droppedFiles, type NamedFile, pickedFiles } from './dropped-entries.ts';

interface DropZoneProps {
  onFiles: (files: NamedFile[]) => void;
  /** What is to be dropped, and what then happens to it. */
  title?: string;
  text?: string;
  /** Endings of the files that are chosen by hand. */
  accept?: string;
  children?: ReactNode;
}

const crmTitle = 'Drop an export of your CRM anywhere on this page';
const crmText =
  'CSV files, a folder of them, or a ZIP, from Salesforce, HubSpot, Pipedrive, Zoho, Dynamics or any other system. Nothing is written before you have seen what will happen.';

/** The whole window takes dropped files and folders while this is shown; two buttons do the same from the keyboard. */
export function DropZone({ onFiles, title = crmTitle, text = crmText, accept = '.csv,.tsv,.txt,.zip,.gz,.json', children }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      clearTimeout(leaving);
      setIsOver(true);
    };
    // Leaving one element for the next fires too: only a pause without `dragover` is a real leave.
    const leave = () => {
      clearTimeout(leaving);
      leaving = setTimeout(() => setIsOver(false), 120);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer) return;
      event.preventDefault();
      setIsOver(false);
      void droppedFiles(event.dataTransfer).then((files) => files.length > 0 && onFiles(files));
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      clearTimeout(leaving);
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [onFiles]);
  const take = (input: HTMLInputElement) => {
    const files = pickedFiles(input.files ?? []);
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <section
      aria-label="Bring files"
      className={`grid justify-items-center gap-3 rounded-lg border-2 border-dashed px-4 py-10 text-center transition-colors ${isOver ? 'border-accent bg-accent-soft' : 'border-line'}`}
    >
      <Icon name="imports" size={28} className="text-accent" />
      <div>
        <h2 className="text-lg font-semibold">{isOver ? 'Let go, and they are looked at' : title}</h2>
        <p className="mt-1 text-md text-quiet">{text}</p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={() => fileInput.current?.click()}>
          Choose files
        </Button>
        <Button onClick={() => folderInput.current?.click()}>Choose a folder</Button>
      </div>
      {children}
      <input
        ref={fileInput}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label="Files to import"
        onChange={(event) => take(event.target)}
      />
      <input
        ref={folderInput}
        type="file"
        hidden
        aria-label="Folder to import"
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.target)}
      />
    </section>
  );
}
