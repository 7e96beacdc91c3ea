import { availableParallelism, loadavg } from 'node:os';

/** Prints whether a bar is met, and says so. @param digits of the value that are shown */
export function met(what: string, value: number, isMet: boolean, bar: string, digits = 4): boolean {
  console.log(`  ${isMet ? 'ok    ' : 'MISSED'} ${value.toLocaleString('en', { maximumSignificantDigits: digits })} ${what} (${bar})`);
  return isMet;
}

/** Says when others keep the machine busy: what a clock measured then is no verdict. */
export function tellIfBusy(): void {
  const [load = 0] = loadavg();
  if (load > availableParallelism() * 1.5)
    console.log(`  The machine is busy with other things (load ${load.toFixed(1)}): run this again when it is quiet.`);
}
