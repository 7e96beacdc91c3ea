import type { DealFull } from '@windshield/contract';
import { useMemo } from 'react';
import { Proposals } from '../capture/index.ts';
import { type ChangeNames, Timeline } from '../interactions/index.ts';
import { Needs } from '../records/needs.tsx';
import { NextSteps } from '../records/next-steps.tsx';
import { Notes } from '../records/notes.tsx';
import { RecordParts } from '../records/record-parts.tsx';
import { useKnownNames } from '../records/users-query.ts';
import { BuyingGroup } from './buying-group.tsx';
import { DealFacts } from './deal-facts.tsx';
import { DealHead } from './deal-head.tsx';
import { DealLines } from './deal-lines.tsx';
import { DealOutlook } from './deal-outlook.tsx';

/** Everything about a deal: what is ahead first, then what is missing, then facts and what happened. */
export function DealBody({ deal, isWide }: { deal: DealFull; isWide?: boolean }) {
  const about = { dealId: deal.id };
  const also = deal.accountId ? { accountId: deal.accountId } : {};
  const nameOf = useKnownNames();
  const names: ChangeNames = useMemo(() => ({ nameOf, currency: deal.currency }), [nameOf, deal.currency]);
  const ahead = (
    <>
      <DealHead deal={deal} />
      <DealOutlook deal={deal} />
      <Proposals about={about} />
      <NextSteps about={about} also={also} />
    </>
  );
  const facts = (
    <>
      <DealFacts deal={deal} />
      <BuyingGroup deal={deal} />
      <DealLines deal={deal} />
    </>
  );
  const past = (
    <>
      <Needs about={about} also={also} />
      <Notes about={about} also={also} />
      <Timeline kind="deals" id={deal.id} names={names} />
    </>
  );
  return <RecordParts isWide={isWide} ahead={ahead} facts={facts} past={past} />;
}
