import { ProblemError } from '../app/problem.ts';

/** For somebody who knows their password and was shut out. */
export const notInWorkspace = () =>
  new ProblemError('forbidden', 'You belong to no workspace here any more. Ask an admin to let you in again.');
