export { type EvidenceCases, type EvidenceCasesOptions, evidenceCases } from './evidence-cases.ts';
export type { Model as EvidenceModel } from './forward-losses.ts';
export type { Differences as EvidenceDifferences, OutcomeEvidence, Verdict as EvidenceVerdict } from './outcome-evidence.ts';
export { type Evidence, type StudyOptions, studyEvidence } from './study-evidence.ts';
export type { UsualTerm } from './usual-exchange.ts';
