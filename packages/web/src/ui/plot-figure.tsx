import type * as ObservablePlot from '@observablehq/plot';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Menu } from './menu.tsx';
import { say } from './toasts.ts';

const PlotCanvas = lazy(() => import('./plot-canvas.tsx'));

export type DrawPlot = (plot: typeof ObservablePlot, widthPx: number) => ObservablePlot.PlotOptions;

export interface FigureColumn<Row> {
  header: string;
  /** As shown in the table view. */
  show: (row: Row) => string;
  /** As written to CSV: plain numbers and ISO dates; the shown words when left out. */
  plain?: (row: Row) => string | number | null;
  align?: 'end';
}

interface PlotFigureProps<Row> {
  title: string;
  /** The plot read aloud in a sentence; the figure's real content for who cannot see it. */
  sentence: ReactNode;
  rows: Row[];
  columns: FigureColumn<Row>[];
  draw: DrawPlot;
  heightPx?: number;
  actions?: ReactNode;
}

/** A plot, the same numbers as a table one key away (`t` while inside), and copies of both. The drawing library loads only here. */
export function PlotFigure<Row>({ title, sentence, rows, columns, draw, heightPx = 220, actions }: PlotFigureProps<Row>) {
  const [asTable, setAsTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const copy = (text: string | undefined, kind: string) => {
    if (!text) return void say('Show the plot first, then copy it.');
    navigator.clipboard.writeText(text).then(
      () => say(`Copied as ${kind}.`),
      () => say(`This browser does not allow copying here. The ${kind} was not copied.`, { problem: true }),
    );
  };
  return (
    <figure
      ref={figure}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 't' || event.metaKey || event.ctrlKey || event.altKey) return;
        event.preventDefault();
        setAsTable(!asTable);
      }}
      className="grid grid-cols-1 gap-3"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-md font-semibold">{title}</h2>
        <div className="flex items-center gap-1">
          {actions}
          <Button look="bare" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} aria-keyshortcuts="t">
            {asTable ? 'Plot' : 'Table'}
          </Button>
          <Menu
            trigger={
              <Button look="bare" size="small">
                Copy
              </Button>
            }
            actions={[
              { label: 'As CSV', run: () => copy(toCsv(rows, columns), 'CSV') },
              { label: 'As SVG', run: () => copy(drawnSvg(figure.current), 'SVG') },
            ]}
          />
        </div>
      </div>
      {asTable ? (
        <div className="overflow-x-auto">
          <table className="w-full text-md">
            <thead>
              <tr className="border-b border-line text-left text-sm text-quiet">
                {columns.map((column) => (
                  <th key={column.header} scope="col" className={`py-1.5 pr-4 font-normal ${column.align === 'end' ? 'text-right' : ''}`}>
                    {column.header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a figure have no identity and never reorder
                <tr key={index} className="border-b border-line/70">
                  {columns.map((column) => (
                    <td key={column.header} className={`py-1.5 pr-4 ${column.align === 'end' ? 'text-right' : ''}`}>
                      {column.show(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Suspense fallback={<div className="animate-breathe rounded-md bg-sunken" style={{ height: heightPx }} />}>
          <PlotCanvas draw={draw} heightPx={heightPx} />
        </Suspense>
      )}
      <figcaption className="text-md text-quiet">{sentence}</figcaption>
    </figure>
  );
}

function toCsv<Row>(rows: Row[], columns: FigureColumn<Row>[]): string {
  const quote = (value: string | number | null) =>
    value === null ? '' : /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  const lines = rows.map((row) => columns.map((column) => quote(column.plain ? column.plain(row) : column.show(row))).join(','));
  return [columns.map((column) => quote(column.header)).join(','), ...lines].join('\r\n');
}

/** The drawing with its colours resolved, so that it looks the same where it is pasted. */
function drawnSvg(figure: HTMLElement | null): string | undefined {
  const svg = figure?.querySelector<SVGSVGElement>('[data-plot] svg');
  if (!svg) return undefined;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const property of ['fill', 'stroke', 'color', 'font-family', 'font-size'])
      copies[index]?.style.setProperty(property, style.getPropertyValue(property));
  }
  return new XMLSerializer().serializeToString(copy);
}
