import * as plot from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';
import type { DrawPlot } from './plot-figure.tsx';

/** Draws at the width it is given and again when that changes. A default export, because it is loaded only when a plot is shown. */
export default function PlotCanvas({ draw, heightPx }: { draw: DrawPlot; heightPx: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidthPx(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (widthPx === 0) return;
    const drawn = plot.plot({
      width: widthPx,
      height: heightPx,
      ...draw(plot, widthPx),
      style: {
        background: 'transparent',
        color: 'var(--color-quiet)',
        fontFamily: 'var(--font-sans)',
        fontSize: '12px',
        overflow: 'visible',
      },
    });
    drawn.setAttribute('aria-hidden', 'true');
    box.current?.replaceChildren(drawn);
    return () => drawn.remove();
  }, [draw, widthPx, heightPx]);
  return <div ref={box} data-plot className="w-full min-w-0" style={{ minHeight: heightPx }} />;
}
