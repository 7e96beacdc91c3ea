import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api.ts';
import { changeAtOnce } from '../app/optimistic.ts';
import { type Account, accountQuery } from './account-query.ts';
import { Setting } from './setting.tsx';

/** Whether everybody here signs in with a second factor. */
export function RequiredTwoFactor() {
  const { data } = useQuery(accountQuery);
  if (!data) return null;
  const save = (isRequired: boolean) => answer(api.account.workspace['two-factor'].$put({ json: { isRequired } }));
  const change = (isRequired: boolean) =>
    changeAtOnce<Account, unknown>({
      queryKey: accountQuery.queryKey,
      apply: (before) => ({ ...before, twoFactor: { ...before.twoFactor, isRequired } }),
      save: () => save(isRequired),
      takeBack: () => save(!isRequired),
      done: isRequired ? 'Everybody is asked for a second factor now.' : 'A password alone is enough again.',
    });
  return (
    <Setting title="Two-factor sign-in" help="Whoever has not set it up does that before anything else. API keys are not asked.">
      <label className="flex items-start gap-2 text-md">
        <input
          type="checkbox"
          className="mt-1 accent-accent"
          checked={data.twoFactor.isRequired}
          onChange={(event) => void change(event.target.checked)}
        />
        Ask it of everybody here
      </label>
    </Setting>
  );
}
