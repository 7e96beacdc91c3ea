export { appendDecision, type Choice, type Decision, type NewDecision, undoDecision } from './decisions.ts';
