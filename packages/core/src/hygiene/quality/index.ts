export { isPhone } from './addresses.ts';
export { dealQuality } from './deal-quality.ts';
export type {
  AccountQualityFacts,
  ContactQualityFacts,
  DealQualityFacts,
  LeadQualityFacts,
  OwnerFact,
  PointFact,
  QualityContext,
} from './facts.ts';
export {
  type FindingAnswer,
  type FindingKey,
  type FindingKind,
  type FindingRule,
  findingKinds,
  type Mend,
  type QualityFinding,
} from './finding.ts';
export { fieldHazard } from './freshness.ts';
export { secondsPerQuestion } from './pace.ts';
export { accountQuality, chanceMoved, contactQuality, leadQuality } from './people-quality.ts';
export { dataTrust, factsThatMatter, type Trust, type TrustCounts } from './trust.ts';
