import type { FetchMessageObject, MessageStructureObject } from 'imapflow';

/** Parts that say something about who wrote what, whom it reached and when to meet. */
const wantedTypes = /^(text\/(plain|html|calendar)|application\/ics|message\/(delivery-status|disposition-notification|feedback-report))$/;
/** Mail has few; a message of thousands was made to be a burden. */
const mostParts = 100;

/** What to ask for of a large message, once its structure is known: keys as in `BODY[...]`, each up to so many bytes. */
export interface PartQuery {
  readonly key: string;
  readonly maxLength: number;
}

/**
 * The parts to fetch so that a message can be put together without its attachments' contents. `undefined` when it is not in parts, or in too
 * many: then its beginning has to do.
 */
export function partsToFetch(structure: MessageStructureObject | undefined, bytes: number): PartQuery[] | undefined {
  if (!isMultipart(structure)) return undefined;
  const parts = [...below(structure)];
  if (parts.length > mostParts) return undefined;
  const texts = parts.filter(isWanted);
  const perPart = Math.floor(bytes / (texts.length + 1));
  return [
    ...parts.map(({ part }) => ({ key: `${part}.MIME`, maxLength: Math.floor(perPart / parts.length) })),
    ...texts.map(({ part }) => ({ key: `${part}`, maxLength: perPart })),
  ];
}

/**
 * Puts a message together: its head, each part with its own head, and the contents that were fetched; others are empty. `undefined` when
 * the heads do not fit the structure.
 */
export function assemble(
  structure: MessageStructureObject,
  head: Uint8Array,
  parts: FetchMessageObject['bodyParts'],
): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  const write = (node: MessageStructureObject, nodeHead: Uint8Array): boolean => {
    pieces.push(nodeHead, missingBlankLine(nodeHead));
    if (!isMultipart(node)) {
      const content = parts?.get(node.part ?? '');
      if (content) pieces.push(content);
      return true;
    }
    const boundary = node.parameters?.['boundary'];
    if (!boundary || !Buffer.from(nodeHead).includes(boundary)) return false;
    for (const child of node.childNodes) {
      pieces.push(Buffer.from(`\r\n--${boundary}\r\n`));
      if (!write(child, parts?.get(`${child.part}.mime`) ?? Buffer.alloc(0))) return false;
    }
    pieces.push(Buffer.from(`\r\n--${boundary}--\r\n`));
    return true;
  };
  return write(structure, head) ? Buffer.concat(pieces) : undefined;
}

interface Multipart extends MessageStructureObject {
  childNodes: MessageStructureObject[];
}

function isMultipart(node: MessageStructureObject | undefined): node is Multipart {
  return node?.childNodes !== undefined && node.type.startsWith('multipart/');
}

/** Every part inside, in their order; a message inside a message is one part. */
function* below(node: Multipart): Generator<MessageStructureObject> {
  for (const child of node.childNodes) {
    yield child;
    if (isMultipart(child)) yield* below(child);
  }
}

function isWanted({ type, disposition }: MessageStructureObject): boolean {
  return wantedTypes.test(type) && (disposition !== 'attachment' || !/^text\/(plain|html)$/.test(type));
}

function missingBlankLine(head: Uint8Array): Uint8Array {
  const end = Buffer.from(head.subarray(-4)).toString('latin1');
  return Buffer.from(end.endsWith('\r\n\r\n') || end === '\r\n' ? '' : end.endsWith('\r\n') ? '\r\n' : '\r\n\r\n');
}
