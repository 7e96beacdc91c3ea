import { useQuery } from '@tanstack/react-query';
import type { DealFull } from '@windshield/contract';
import { RecordActions } from '../records/record-actions.tsx';
import { pipelinesQuery } from '../records/users-query.ts';
import { endDeal } from './change-deal.ts';
import { dealWriter } from './deals-query.ts';

/** What can be done with a deal: winning and losing stand beside the common actions. */
export function DealActions({ deal, onGone, isBeside }: { deal: DealFull; onGone: () => void; isBeside?: boolean }) {
  const { data } = useQuery(pipelinesQuery);
  const stages = data?.pipelines.find((pipeline) => pipeline.id === deal.pipeline.id)?.stages ?? [];
  const end = (status: 'won' | 'lost' | 'open') => () => endDeal(deal, { status, stage: stages.find((stage) => stage.status === status) });
  return (
    <RecordActions
      writer={dealWriter}
      record={deal}
      onGone={onGone}
      isBeside={isBeside}
      spoke={{
        about: { dealId: deal.id, ...(deal.account && { accountId: deal.account.id }) },
        people: deal.contacts.map(({ id, name }) => ({ id, name })),
      }}
      more={
        deal.status === 'open'
          ? [
              { label: 'Won', icon: 'check', run: end('won') },
              { label: 'Lost', icon: 'close', run: end('lost') },
            ]
          : [{ label: 'Open it again', run: end('open') }]
      }
    />
  );
}
