/** Joins the soft lines of format=flowed (RFC 3676); `isDelSp`: the blank at a soft break is not part of the text. */
export function unflowed(text: string, isDelSp: boolean): string {
  const lines: string[] = [];
  let open: { depth: number; pieces: string[] } | undefined;
  const close = () => {
    if (open) lines.push(`${'>'.repeat(open.depth)}${open.depth > 0 ? ' ' : ''}${open.pieces.join('')}`);
    open = undefined;
  };
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    let depth = 0;
    while (line[depth] === '>') depth++;
    const content = line[depth] === ' ' ? line.slice(depth + 1) : line.slice(depth);
    if (open && open.depth !== depth) close();
    const isSignature = content === '-- ';
    if (isSignature) {
      close();
      lines.push(line);
      continue;
    }
    const isSoft = content.endsWith(' ');
    const piece = isSoft && isDelSp ? content.slice(0, -1) : content;
    if (open) open.pieces.push(piece);
    else if (depth === 0 && !isSoft) {
      lines.push(content);
      continue;
    } else open = { depth, pieces: [piece] };
    if (!isSoft) close();
  }
  close();
  return lines.join('\n');
}
