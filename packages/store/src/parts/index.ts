export { type NextStep, type NextStepStatus, nextSteps } from './next-steps.ts';
export { type Cost, costs, type Outcome, outcomes, type Target, targets } from './results.ts';
export { type Need, type Note, needs, notes } from './words.ts';
