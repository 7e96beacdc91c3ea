import type { Terminal } from '../commands/command.ts';

/** Says what is being done and, where that is known, which share of it is done (0 to 1). */
export type Progress = (doing: string, share?: number) => void;

const silentMs = 2_000;
const redrawMs = 200;
const lineMs = 10_000;

/**
 * Progress of anything over two seconds: a line that is rewritten on a terminal, now and then a line of its own where standard error is
 * kept in a file. Never on standard output.
 */
export function openProgress(terminal: Terminal, isRewritten: boolean, nowMs: () => number = () => performance.now()): Progress {
  const started = nowMs();
  let drawn = started;
  let doing = '';
  let doingSince = started;
  return (next, share) => {
    const now = nowMs();
    if (next !== doing) {
      doing = next;
      doingSince = now;
    }
    if (now - started < silentMs || now - drawn < (isRewritten ? redrawMs : lineMs)) return;
    drawn = now;
    const line = lineOf(doing, share, now - doingSince);
    if (isRewritten) terminal.progress(line);
    else terminal.note(line);
  };
}

function lineOf(doing: string, share: number | undefined, elapsedMs: number): string {
  if (share === undefined || share <= 0) return `${doing} …`;
  const left = Math.ceil((elapsedMs * (1 - share)) / share / 1000);
  return `${doing}: ${Math.floor(100 * Math.min(1, share))} %${left > 1 ? `, about ${left} s left` : ''}`;
}
