import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endDeal, moveCloseDate } from '../deals/index.ts';
import { pipelinesQuery } from '../records/users-query.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { dealQuery } from './deal-query.ts';
import { Section } from './section.tsx';

/** The two honest answers to "decide": a date that holds, or a kind end. Both ask why, once, and can be undone. */
export function DealMoves({ dealId, mayMove, mayClose }: { dealId: string; mayMove: boolean; mayClose: boolean }) {
  const { data: deal } = useQuery(dealQuery(dealId));
  const { data: known } = useQuery(pipelinesQuery);
  const [day, setDay] = useState('');
  if (deal?.status !== 'open') return null;
  const lost = known?.pipelines.find(({ id }) => id === deal.pipeline.id)?.stages.find(({ status }) => status === 'lost');
  return (
    <Section title="Or decide">
      <div className="flex flex-wrap gap-2">
        {mayMove && (
          <form
            className="flex gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              if (day) moveCloseDate(deal, day);
            }}
          >
            <Input
              type="date"
              aria-label="A close date that holds"
              className="w-40"
              value={day || (deal.expectedCloseOn ?? '')}
              onChange={(event) => setDay(event.target.value)}
            />
            <Button type="submit" disabled={!day || day === deal.expectedCloseOn}>
              Move the date
            </Button>
          </form>
        )}
        {mayClose && <Button onClick={() => endDeal(deal, { status: 'lost', stage: lost })}>Close it kindly…</Button>}
      </div>
    </Section>
  );
}
