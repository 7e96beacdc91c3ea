export { answerFinding, answerFindings, type Cleaned, type UndoneCleaning, undoCleaning } from './answer.ts';
export { countOpen, pausesBetweenAnswers } from './at-hand.ts';
export type { QualityKind } from './facts.ts';
export { type Finding, type FindingPage, type FindingQuery, listFindings } from './findings.ts';
export { type ScanResult, scanQuality, type TrustDetail } from './scan.ts';
export { readTrust, type TrustNow } from './trust.ts';
