/** Work that the end of the process cut short: nothing is wrong, it goes on when the server starts again. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
