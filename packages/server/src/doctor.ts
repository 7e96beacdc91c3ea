import fs from 'node:fs';
import { inWorkspace, workspace as workspaces } from '@windshield/store';
import { openServices, type ServiceOptions } from './services.ts';
import { findHome } from './workspace/home.ts';
import { system } from './workspace/system.ts';

export interface DoctorFinding {
  readonly isSound: boolean;
  readonly what: string;
  /** What would help; only of what is not sound. */
  readonly mend?: string;
}

const leastNode = 26;
const leastFreeBytes = 1e9;

/** Looks at the machine, the data directory and the database. Never throws: what fails is a finding. */
export async function diagnose(options: ServiceOptions): Promise<DoctorFinding[]> {
  const findings = [nodeVersion(), freeSpace(options.dataDir)];
  try {
    const services = await openServices(options);
    try {
      const { rows } = await services.pools.app.pool.query<{ version: string }>(`select current_setting('server_version') as version`);
      findings.push({
        isSound: true,
        what: `PostgreSQL ${rows[0]?.version} answers (${services.engine.kind}, ${services.engine.location})`,
      });
      findings.push({ isSound: true, what: 'The schema is up to date' });
      const home = await findHome(services);
      if (home === undefined) findings.push({ isSound: true, what: 'No workspace yet: import an export, or open the app and set it up' });
      else {
        const { name, exportDay } = await inWorkspace(services.pools.app, system(home), (tx) => workspaces.readWorkspace(tx));
        findings.push({ isSound: true, what: `Workspace "${name}"${exportDay ? `, ages counted from ${exportDay}` : ''}` });
      }
    } finally {
      await services.stop();
    }
  } catch (error) {
    findings.push({ isSound: false, what: 'The database cannot be used', mend: (error as Error).message });
  }
  return findings;
}

function nodeVersion(): DoctorFinding {
  const what = `Node ${process.versions.node}`;
  const isSound = Number.parseInt(process.versions.node, 10) >= leastNode;
  return isSound
    ? { isSound, what }
    : { isSound, what, mend: 'Start Windshield with "npm start" or "npx windshield": they bring the Node it is written for.' };
}

function freeSpace(dataDir: string): DoctorFinding {
  fs.mkdirSync(dataDir, { recursive: true });
  const { bavail, bsize } = fs.statfsSync(dataDir);
  const free = bavail * bsize;
  const what = `${(free / 1e9).toFixed(1)} GB free for data in ${dataDir}`;
  return free >= leastFreeBytes
    ? { isSound: true, what }
    : { isSound: false, what, mend: 'Make room, or choose another directory with --data or WINDSHIELD_DATA.' };
}
