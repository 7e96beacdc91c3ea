import fs from 'node:fs';
import path from 'node:path';
import { type Actor, capture, inWorkspace } from '@windshield/store';
import { receiveFiles } from '../imports/index.ts';
import type { Services } from '../services.ts';
import { uploadFolder } from './files.ts';
import { askForReading } from './watch.ts';

/**
 * Takes mail and calendar files in and has them read. The files are where reading looks for them before there is a source of them.
 *
 * @throws ProblemError naming what was wrong with the upload; nothing is left behind then
 */
export async function uploadFiles(
  services: Services,
  actor: Actor & { readonly userId: string },
  request: Request,
): Promise<capture.SourceStateFull> {
  const arriving = path.join(services.dataDir, 'capture', `arriving-${crypto.randomUUID()}`);
  const files = await receiveFiles(request, arriving);
  const [first = ''] = files;
  const name = files.length === 1 ? path.basename(first) : `${path.basename(first)} and ${files.length - 1} more`;
  try {
    return await inWorkspace(services.pools.app, capture.capturing(actor.workspaceId, actor.userId), async (tx) => {
      const source = await capture.createSource(tx, { kind: 'upload', name });
      fs.renameSync(arriving, uploadFolder(services, source.id));
      await askForReading(tx, source.id, actor.userId);
      return capture.sourceState(tx, source.id);
    });
  } catch (error) {
    fs.rmSync(arriving, { recursive: true, force: true });
    throw error;
  }
}

/** Clears away uploads that broke off with the process that received them. For whoever alone serves. */
export function forgetBrokenFiles(services: Services): void {
  const folder = path.join(services.dataDir, 'capture');
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : [])
    if (name.startsWith('arriving-')) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}
