import fs from 'node:fs';
import path from 'node:path';
import { databaseVersion, imports, inWorkspace } from '@windshield/store';
import { openServices, type ServiceOptions, type Services } from './services.ts';
import { findHome, system } from './workspace/index.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly isSound: boolean;
  readonly what: string;
  /** What to do about it. */
  readonly mend?: string;
}

const leastFreeBytes = 2 * 2 ** 30;

/** Looks whether the machine, the data directory, the database and what is in it are sound. Never throws for what it finds. */
export async function diagnose(options: ServiceOptions): Promise<Finding[]> {
  const findings: Finding[] = [nodeFinding(), ...directoryFindings(options.dataDir)];
  let services: Services | undefined;
  try {
    services = await openServices(options);
    findings.push(...(await databaseFindings(services)));
  } catch (error) {
    findings.push({ isSound: false, what: 'PostgreSQL cannot be used', mend: (error as Error).message });
  } finally {
    await services?.stop();
  }
  return findings;
}

function nodeFinding(): Finding {
  const isSound = Number(process.versions.node.split('.')[0]) >= 26;
  const what = `Node ${process.versions.node} on ${process.platform} ${process.arch}`;
  return isSound ? { isSound, what } : { isSound, what, mend: 'Start through npm or npx, which use the Node that comes with Windshield.' };
}

function directoryFindings(dataDir: string): Finding[] {
  const existing = nearestExisting(path.resolve(dataDir));
  const findings: Finding[] = [];
  try {
    fs.accessSync(existing, fs.constants.W_OK);
    findings.push({ isSound: true, what: `${dataDir} can be written` });
  } catch {
    findings.push({
      isSound: false,
      what: `${dataDir} cannot be written`,
      mend: 'Give this user the right to write there, or choose another directory with --data.',
    });
  }
  const { bavail, bsize } = fs.statfsSync(existing);
  const gigabytes = ((bavail * bsize) / 2 ** 30).toFixed(1);
  findings.push(
    bavail * bsize >= leastFreeBytes
      ? { isSound: true, what: `${gigabytes} GB are free on its disk` }
      : {
          isSound: false,
          what: `Only ${gigabytes} GB are free on its disk`,
          mend: 'Make room: an import needs about five times the size of its files.',
        },
  );
  const secret = path.join(dataDir, 'secret');
  if (process.platform !== 'win32' && fs.existsSync(secret) && (fs.statSync(secret).mode & 0o077) !== 0)
    findings.push({
      isSound: false,
      what: 'Others on this machine can read the secret that signs sessions',
      mend: `chmod 600 '${secret}'`,
    });
  return findings;
}

async function databaseFindings({ engine, pools, ...services }: Services): Promise<Finding[]> {
  const place = engine.kind === 'embedded' ? 'of our own' : `at ${engine.location}`;
  const findings: Finding[] = [{ isSound: true, what: `PostgreSQL ${await databaseVersion(pools.app)} ${place}` }];
  const workspaceId = await findHome({ engine, pools, ...services });
  if (workspaceId === undefined) return [...findings, { isSound: true, what: 'Nothing was imported yet and nobody signed in' }];
  const states = await inWorkspace(pools.app, system(workspaceId), (tx) => imports.listImports(tx, { limit: 50 }));
  const failed = states.filter(({ status }) => status === 'failed');
  findings.push({
    isSound: true,
    what: `${states.filter(({ status }) => status === 'done').length} of the last ${states.length} imports are done`,
  });
  for (const { id, name, error } of failed)
    findings.push({
      isSound: false,
      what: `The import "${name}" stopped: ${error ?? 'the reason is not known'}`,
      mend: `Import the same files again to go on, or take it back: windshield import undo ${id}`,
    });
  return findings;
}

function nearestExisting(directory: string): string {
  let place = directory;
  while (!fs.existsSync(place) && path.dirname(place) !== place) place = path.dirname(place);
  return place;
}
