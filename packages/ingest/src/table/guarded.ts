import { kindOfHeader, unguarded } from '@windshield/core';

type Cells = readonly string[];
const ofRejected = ['line', 'column', 'reason'];

/** Takes off again what stands ahead of formulas in files that were written here: exports and rejected rows. Others are read as they are. */
export function guardReader(header: Cells): (cells: Cells) => Cells {
  const last = header.slice(-ofRejected.length);
  const isOurs = kindOfHeader(header) !== undefined || ofRejected.every((name, index) => last[index] === name);
  return isOurs ? (cells) => cells.map(unguarded) : (cells) => cells;
}
