import { Link } from '@tanstack/react-router';
import type { Me } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { changeAtOnce } from '../app/optimistic.ts';
import { meQuery, useMe } from '../app/session.ts';
import { Combobox } from '../ui/combobox.tsx';
import { InlineEdit } from '../ui/inline-edit.tsx';
import { formatExactDate } from '../ui/locale.ts';
import { currencyChoices, timeZoneChoices } from './guesses.ts';
import { RequiredTwoFactor } from './required-two-factor.tsx';
import { Setting } from './setting.tsx';

const currencies = currencyChoices(navigator.language);
const zones = timeZoneChoices();
type Editable = Pick<Me['workspace'], 'name' | 'currency' | 'timeZone'>;

export function WorkspaceSettings() {
  const { workspace } = useMe();
  const change = (next: Partial<Editable>, done: string) => {
    const { name, currency, timeZone } = workspace;
    const save = (json: Partial<Editable>) => answer(api.workspace.workspace.$patch({ json }));
    return changeAtOnce<Me, unknown>({
      queryKey: meQuery.queryKey,
      apply: (me) => ({ ...me, workspace: { ...me.workspace, ...next } }),
      save: () => save(next),
      takeBack: () => save({ name, currency, timeZone }),
      done,
      alsoStale: [['today'], ['road']],
    });
  };
  return (
    <div>
      <Setting title="Name">
        <InlineEdit kind="text" label="name" value={workspace.name} onSave={(name) => name && void change({ name }, 'Name changed.')} />
      </Setting>
      <Setting title="Home currency" help="Sums and the road ahead are shown in it; each deal keeps its own.">
        <div className="w-full max-w-64">
          <Combobox
            label="Home currency"
            choices={currencies}
            value={workspace.currency}
            onChange={(currency) => void change({ currency }, 'Currency changed.')}
          />
        </div>
      </Setting>
      <Setting title="Time zone" help="For dates in exports that name none.">
        <div className="w-full max-w-64">
          <Combobox
            label="Time zone"
            choices={zones}
            value={workspace.timeZone}
            onChange={(timeZone) => void change({ timeZone }, 'Time zone changed.')}
          />
        </div>
      </Setting>
      <RequiredTwoFactor />
      <Setting title="Day that ages count from" help="The day of the newest export; a later import moves it.">
        <p className="text-md">{workspace.exportDay ? formatExactDate(workspace.exportDay) : 'Today: the data is live'}</p>
        {workspace.exportDayReason && <p className="text-sm text-quiet">{workspace.exportDayReason}</p>}
      </Setting>
      <Setting title="Imports" help="What was brought in, when, and how to take it back.">
        <Link to="/imports" className="text-md text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent">
          All imports
        </Link>
      </Setting>
    </div>
  );
}
