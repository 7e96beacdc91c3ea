import type { Import } from '@windshield/contract';

/** A step that was asked for is taken up a moment later; until the server says so, the import is shown as on its way. */
type Moving = 'running' | 'undoing';
const patienceMs = 60_000;
const asked = new Map<string, { from: Import['status']; to: Moving; at: number }>();

export function askedFor(id: string, from: Import['status'], to: Moving): void {
  asked.set(id, { from, to, at: Date.now() });
}

export const notAskedFor = (id: string): void => void asked.delete(id);

/** The import as it is to be shown: on its way while the step that was asked for has not been taken up. */
export function onItsWay<Told extends Pick<Import, 'id' | 'status'>>(told: Told): Told {
  const step = asked.get(told.id);
  if (!step) return told;
  if (told.status === step.from && Date.now() - step.at < patienceMs) return { ...told, status: step.to };
  asked.delete(told.id);
  return told;
}
