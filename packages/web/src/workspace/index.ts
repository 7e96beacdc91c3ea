/** What other rooms may use of the workspace's: how a form is sent, and how it says what is wrong. Its screens are entered through route.ts. */
export { FormProblem } from './form-problem.tsx';
export { useSubmission } from './submission.ts';
