import { queryOptions, useQuery } from '@tanstack/react-query';
import type { User } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { changeAtOnce, messageOf } from '../app/optimistic.ts';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Invitations } from './invitations.tsx';
import { type Role, roleChoices, roleName } from './roles.ts';

const usersQuery = queryOptions({ queryKey: ['users'], queryFn: () => answer(api.workspace.users.$get()) });
type Users = { users: User[] };

export function TeamSettings({ isAdmin }: { isAdmin: boolean }) {
  const people = useQuery(usersQuery);
  if (people.isPending) return <Skeleton lines={[100, 100, 100, 100]} />;
  if (people.isError) return <p className="text-md text-danger">{messageOf(people.error)}</p>;
  const changeRole = (user: User, role: Role) => {
    const save = (json: { role: Role }) => answer(api.workspace.users[':id'].$patch({ param: { id: user.id }, json }));
    return changeAtOnce<Users, unknown>({
      queryKey: usersQuery.queryKey,
      apply: (before) => ({ ...before, users: before.users.map((other) => (other.id === user.id ? { ...other, role } : other)) }),
      save: () => save({ role }),
      takeBack: () => save({ role: user.role }),
      done: `${user.name} is now ${roleName(role).toLowerCase()}.`,
    });
  };
  return (
    <div className="grid grid-cols-1 gap-8">
      {isAdmin && <Invitations />}
      <ul aria-label="Everyone here" className="divide-y divide-line">
        {people.data.users.map((user) => (
          <li key={user.id} className="flex items-center justify-between gap-4 py-2.5 text-md">
            <span className="min-w-0">
              <span className="font-medium">{user.name}</span>
              {!user.isActive && <span className="text-quiet"> · has left</span>}
              <span className="block truncate text-sm text-quiet">
                {[user.team?.name, user.region, user.managerName && `with ${user.managerName}`, user.email].filter(Boolean).join(' · ') ||
                  'known from the data'}
                {!user.signsIn && ' · does not sign in yet'}
              </span>
            </span>
            {isAdmin ? (
              <Select
                label={`Role of ${user.name}`}
                className="w-36"
                choices={roleChoices.map(({ value, label }) => ({ value, label }))}
                value={user.role}
                onChange={(role) => void changeRole(user, role as Role)}
              />
            ) : (
              <span className="text-sm text-quiet">{roleName(user.role)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
